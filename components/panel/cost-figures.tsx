import type { ReactNode } from "react";
import { failureTitle } from "@/components/panel/panel-state";
import { Stream } from "@/components/panel/stream";
import { ExplainedText } from "@/components/ui/explained-text";
import type { Figure } from "@/components/ui/figure-strip";
import { Skeleton } from "@/components/ui/skeleton";
import { ViewLink } from "@/components/view/view-link";
import { NO_DATA } from "@/lib/base/format-number";
import { compactUsdRange } from "@/lib/model/compact-usd-range";
import type { FailureKind } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { SubjectCost } from "@/lib/model/views/cost";

/** What a function or a stage cost in the window, in all and per 1,000 requests; `path` leads to the bill. */
export function costFigures(
  label: string,
  cost: Promise<Panel<SubjectCost>>,
  path: string,
): readonly Figure[] {
  const figure = (key: string, name: string, show: (cost: SubjectCost) => ReactNode): Figure => ({
    key,
    label: name,
    value: (
      <Stream name={name} from={cost} fallback={<Skeleton className="my-0.5 h-4 w-16" />}>
        {(panel) => <CostFigure name={name} panel={panel} show={show} />}
      </Stream>
    ),
  });
  return [
    figure("cost", label, (told) => (
      <ViewLink
        path={path}
        className="whitespace-nowrap hover:underline"
        aria-label={`${label}: ${formatUsdRange(told.total)}, show the bill`}
        title={contents(told)}
      >
        {compactUsdRange(told.total)}
      </ViewLink>
    )),
    figure("costPerThousand", "Cost per 1,000", ({ perThousand }) =>
      perThousand === null ? (
        NO_DATA
      ) : (
        <span className="whitespace-nowrap" title={formatUsdRange(perThousand)}>
          {compactUsdRange(perThousand)}
        </span>
      ),
    ),
  ];
}

interface CostFigureProps {
  readonly name: string;
  readonly panel: Panel<SubjectCost>;
  readonly show: (cost: SubjectCost) => ReactNode;
}

/** Could not be read is not the same as nothing charged. */
function CostFigure({ name, panel, show }: CostFigureProps) {
  switch (panel.state) {
    case "ok":
    case "partial":
      return show(panel.data);
    case "empty":
      return (
        <ExplainedText label={`${name}: none. Why?`} text={NO_DATA}>
          <p>{panel.reason}</p>
        </ExplainedText>
      );
    default:
      return (
        <span className="font-normal text-ink-3">
          <ExplainedText
            label={`${name}: ${wordOf(panel.failure.kind)}. Why?`}
            text={wordOf(panel.failure.kind)}
          >
            <p className="font-medium">{failureTitle(panel.failure)}</p>
            <p className="break-words text-ink-2">{panel.failure.message}</p>
            <p>{panel.failure.nextStep}</p>
          </ExplainedText>
        </span>
      );
  }
}

/** As short as a figure. */
function wordOf(kind: FailureKind): string {
  switch (kind) {
    case "denied":
      return "not permitted";
    case "throttled":
      return "throttled";
    case "budget":
      return "stopped";
    default:
      return "unknown";
  }
}

function contents({ total, lines, unpriced, notes }: SubjectCost): string {
  return [
    `${formatUsdRange(total)} in this window, by metrics, at list prices:`,
    ...lines.map((line) => `${line.label} ${formatUsdRange(line)}`),
    ...(unpriced.length > 0 ? [`No price of ${unpriced.join(", ")}.`] : []),
    ...notes,
  ].join("\n");
}
