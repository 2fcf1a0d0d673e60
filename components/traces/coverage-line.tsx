import { PanelState } from "@/components/panel/panel-state";
import { formatExact, formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { TraceCoverage } from "@/lib/model/views/traces";

/** How many of all requests the traces stand for, and of which requests that is said. */
export function CoverageLine({ panel }: { readonly panel: PanelData<TraceCoverage> }) {
  return (
    <section
      aria-label="Coverage"
      className="overflow-hidden rounded-lg border border-line bg-surface text-xs"
    >
      <PanelState panel={panel} brief className="border-t-0 py-2">
        {(coverage) => <Coverage {...coverage} />}
      </PanelState>
    </section>
  );
}

function Coverage({ requests, invocations, stages }: TraceCoverage) {
  return (
    <details className="group px-4 py-2">
      <summary data-testid="coverage" className="cursor-pointer text-ink-2">
        X-Ray kept {share(requests, "API requests")} and {share(invocations, "function invocations")} of this
        window. What is counted?
      </summary>
      <div className="max-w-[80ch] space-y-1.5 pt-2 text-ink-2">
        <p>
          API requests: CloudWatch's Count of every stage of every API of the region, against the requests
          that have a segment of API Gateway in X-Ray. Function invocations: CloudWatch's Invocations of all
          functions of the region, retries included, against the invocations that have a function segment; one
          trace may hold several of them. Throttled calls are in neither. X-Ray samples the first request of
          each second and 5 % of the others; figures below are of the kept traces only.
        </p>
        <ul>
          {stages.map(({ label, kind, traced, total }) => (
            <li key={label} className="flex gap-2">
              <span className="w-56 truncate font-mono">{label}</span>
              <span>
                {formatExact(traced)} of {formatExact(total)}
                {kind === "REST" ? "" : `: ${kind === "HTTP" ? "HTTP" : "WebSocket"} APIs have no X-Ray`}
                {kind === "REST" && traced === 0 && (total ?? 0) > 0 ? ": its tracing seems to be off" : ""}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function share({ traced, total }: TraceCoverage["requests"], what: string): string {
  if (total === null) return `${formatExact(traced)} ${what} (of how many is not known)`;
  const ratio = total === 0 ? "" : ` (${formatRatio(traced / total)})`;
  return `${formatExact(traced)} of ${formatExact(total)} ${what}${ratio}`;
}
