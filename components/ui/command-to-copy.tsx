import { CopyButton } from "@/components/ui/copy-button";

/** A command of the shell, as text, and what copies it. */
export function CommandToCopy({ command }: { readonly command: string }) {
  return (
    <span className="relative inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 break-words rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs">
        {command}
      </code>
      <CopyButton text={command} label={`Copy ${command}`} size="sm" variant="ghost" />
    </span>
  );
}
