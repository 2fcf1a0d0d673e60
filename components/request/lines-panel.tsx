import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { formatDuration } from "@/lib/base/format-duration";
import type { RequestFindings, RequestLine } from "@/lib/model/views/request";

/** Every line of the gateway and of each attempt, in one order, by its time after the request's begin. */
export function LinesPanel({ findings }: { readonly findings: RequestFindings }) {
  const { lines, linesLeftOut } = findings;
  if (lines.length === 0) return null;
  return (
    <Panel
      title="Lines"
      hint={`${lines.length} in one order${linesLeftOut > 0 ? `, ${linesLeftOut} more are left out` : ""}`}
    >
      <ScrollRegion label="Log lines of the request" className="max-h-[560px] border-line border-t">
        <table
          className="w-full table-fixed border-separate border-spacing-0 font-mono text-xs"
          data-testid="request-lines"
        >
          <caption className="sr-only">Log lines of the request</caption>
          <colgroup>
            <col className="w-24 max-sm:w-20" />
            <col className="w-16 max-sm:w-12" />
            <col className="w-44 max-sm:hidden" />
            <col />
            <col className="w-20 max-sm:hidden" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">After</th>
              <th scope="col">Level</th>
              <th scope="col" className="max-sm:hidden">
                Source
              </th>
              <th scope="col">Line</th>
              <th scope="col" className="max-sm:hidden">
                How it came to this request
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function Line({ line }: { readonly line: RequestLine }) {
  const failing = line.level === "error" || line.level === "fatal";
  const platform = line.kind !== "app" && line.kind !== "api-access" && line.kind !== "api-execution";
  return (
    <tr data-testid="request-line">
      <td className="border-line border-b px-2 py-1 text-right align-top text-ink-3 tabular-nums">
        {line.offsetMs < 0 ? "−" : "+"}
        {formatDuration(Math.abs(line.offsetMs))}
      </td>
      <td
        className={cn(
          "border-line border-b px-2 py-1 align-top uppercase",
          failing ? "font-medium text-critical" : line.level === "warn" ? "text-warning" : "text-ink-3",
        )}
      >
        {line.level ?? "·"}
      </td>
      <td
        className="truncate border-line border-b px-2 py-1 align-top text-ink-2 max-sm:hidden"
        title={line.label}
      >
        {line.label}
      </td>
      <td
        className={cn(
          "whitespace-pre-wrap break-words border-line border-b px-2 py-1 align-top",
          failing ? "text-critical" : platform && "text-ink-3",
        )}
      >
        {line.text}
      </td>
      <td className="border-line border-b px-2 py-1 text-right align-top text-2xs text-ink-3 max-sm:hidden">
        {line.attribution}
      </td>
    </tr>
  );
}
