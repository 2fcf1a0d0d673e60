import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import { formatExact } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import { changeText, formatUsdRange, isExact, optionalUsdRange } from "@/lib/model/usd-range";
import type { CostBill } from "@/lib/model/views/cost";

interface NowPanelProps {
  readonly bill: CostBill;
  /** The way to the exact bill, or nothing. */
  readonly offer: ReactNode;
}

const ways = {
  metrics: "From CloudWatch metrics; no log was read, so the truth lies in the range.",
  insights: "What was billed, added up by Logs Insights from the log lines of each execution.",
  lines: "What was billed, read from the log lines of each execution.",
} as const satisfies Record<CostBill["by"], string>;

/** How the figures came about. Until Logs Insights may run, they are by metrics. */
function wayText({ by, state, total, bytesScanned }: CostBill): string {
  const way = state === "needs-consent" ? "metrics" : by;
  const rest = way === "metrics" || isExact(total) ? "" : " What the lines do not tell is a range.";
  return `${ways[way]}${rest}${bytesScanned === null ? "" : ` ${formatBytes(bytesScanned)} were scanned for it.`}`;
}

/** What the window cost, how that compares, and how it was found. */
export function NowPanel({ bill, offer }: NowPanelProps) {
  const { total, previous, perThousand, requests, priceList, unpriced, notes } = bill;
  return (
    <Panel
      id="now"
      title="Now"
      hint="this window, at list prices before any free tier"
      className="scroll-mt-24"
    >
      <Warnings notices={priceList.notices} unpriced={unpriced} />
      <dl className="-mr-px grid grid-cols-2 border-line border-t lg:grid-cols-[2fr_1fr_1fr_1fr_1fr]">
        <Figure name="total" label="Total" large>
          {formatUsdRange(total)}
        </Figure>
        <Figure name="previous" label="Window before">
          {optionalUsdRange(previous)}
        </Figure>
        <Figure name="change" label="Change">
          {changeText(total, previous)}
        </Figure>
        <Figure name="perThousand" label="1,000 requests">
          {optionalUsdRange(perThousand)}
        </Figure>
        <Figure name="requests" label="Requests">
          {formatExact(requests)}
        </Figure>
      </dl>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2">
        <p className="min-w-0 text-ink-2">{wayText(bill)}</p>
        <span className="sm:ml-auto">{offer}</span>
      </div>
      {notes.length === 0 ? null : (
        <details className="border-line border-t px-4 py-2">
          <summary className="cursor-pointer text-ink-2 text-xs">
            What is in it and what is not ({notes.length})
          </summary>
          <ul className="max-w-[90ch] list-disc space-y-1 py-1 pl-5 text-ink-2 text-xs">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

/** What a reader must know before believing the figures. */
function Warnings({
  notices,
  unpriced,
}: {
  readonly notices: readonly string[];
  readonly unpriced: readonly string[];
}) {
  const all = [
    ...notices,
    ...(unpriced.length === 0
      ? []
      : [`No price is known, so these are missing from the total: ${unpriced.join(", ")}.`]),
  ];
  return all.map((notice) => (
    <p
      key={notice}
      className="flex gap-2 border-line border-t bg-warning-soft px-4 py-2 text-warning text-xs"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      {notice}
    </p>
  ));
}

interface FigureProps {
  readonly name: string;
  readonly label: string;
  readonly large?: boolean;
  readonly children: ReactNode;
}

function Figure({ name, label, large = false, children }: FigureProps) {
  return (
    <div
      data-testid={`figure-${name}`}
      className={`border-line border-r px-4 py-2.5 max-lg:border-b ${large ? "max-lg:col-span-2" : ""}`}
    >
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className={large ? "font-semibold text-xl" : "pt-1 font-semibold text-md"}>{children}</dd>
    </div>
  );
}
