import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";

interface CodeBlockProps {
  /** What it is, e.g. `IAM statement for xray:GetTraceSummaries`. */
  readonly label: string;
  readonly text: string;
  readonly testId?: string;
}

/** Text to take elsewhere: shown whole, copied by one press. */
export function CodeBlock({ label, text, testId }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex min-h-8 items-center gap-2 border-line border-b px-3 text-ink-2 text-xs">
        <span className="min-w-0 break-words py-1">{label}</span>
        <CopyButton text={text} label={`Copy ${label}`} className="ml-auto" />
      </figcaption>
      <ScrollRegion label={label} className="max-h-80">
        <pre className="w-max min-w-full px-3 py-2 font-mono text-xs" data-testid={testId}>
          {text}
        </pre>
      </ScrollRegion>
    </figure>
  );
}
