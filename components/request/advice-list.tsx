import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import type { RequestFindings } from "@/lib/model/views/request";

interface AdviceListProps {
  readonly advice: RequestFindings["notLogged"];
  readonly found: boolean;
}

/** What is not logged, and what to switch on. */
export function AdviceList({ advice, found }: AdviceListProps) {
  if (advice.length === 0) return null;
  return (
    <Panel title={found ? "What would make it exact" : "What is not logged"}>
      <ul className="divide-y divide-line border-line border-t" data-testid="request-advice">
        {advice.map(({ what, why, switchOn, paste }) => (
          <li key={what} className="space-y-1 px-4 py-3">
            <p className="font-medium">{what}</p>
            <p className="text-ink-2">{why}</p>
            <p>{switchOn}</p>
            {paste === null ? null : (
              <div className="flex items-start gap-2">
                <code className="block max-h-24 min-w-0 overflow-auto break-all rounded-md bg-sunken px-2 py-1 font-mono text-xs">
                  {paste}
                </code>
                <CopyButton text={paste} label="Copy the format" />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
