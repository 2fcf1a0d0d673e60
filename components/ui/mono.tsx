import { CopyButton } from "@/components/ui/copy-button";

/** A technical name: breaks anywhere, can be copied. */
export function Mono({ text, copy }: { readonly text: string; readonly copy?: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <code className="break-all font-mono text-xs">{text}</code>
      {copy ? <CopyButton text={text} label={copy} className="size-5 [&_svg]:size-3" /> : null}
    </span>
  );
}
