"use client";

import { useZone } from "@/components/ui/zone-context";
import { valueText } from "@/lib/alarms/proposal/show/threshold-text";
import { formatDayClock, formatWindow, zoneLabel } from "@/lib/base/format-time";
import type { ProposedAlarm } from "@/lib/model/views/missing-alarms";

const [WIDTH, HEIGHT, PAD] = [224, 44, 2];
const MOST_THRESHOLDS = 4;

/** The figure with the threshold drawn, and when the alarm would have fired. */
export function BackTestFigure({ proposal }: { readonly proposal: ProposedAlarm }) {
  const zone = useZone();
  const { backTest, spark, threshold } = proposal;
  if (backTest === null) return <p className="text-ink-3 text-xs">There is no data to try it on.</p>;
  const highest = Math.max(0, ...spark.values.map((value) => value ?? 0));
  // An incident many times the usual is cut off, or nothing else would be seen.
  const top = Math.min(Math.max(threshold, highest) * 1.05, threshold * MOST_THRESHOLDS);
  const end = backTest.toMs - backTest.fromMs;
  const x = (ms: number) => (Math.min(end, Math.max(0, ms - backTest.fromMs)) / end) * WIDTH;
  const y = (value: number) => HEIGHT - PAD - (Math.min(value, top) / top) * (HEIGHT - 2 * PAD);
  const bar = Math.max(1, (spark.stepMs / end) * WIDTH);
  const range = formatWindow(backTest.fromMs, backTest.toMs, zone);
  return (
    <figure className="space-y-1 pt-1">
      {highest === 0 ? null : (
        <svg
          role="img"
          aria-label={`${valueText(proposal, threshold)} against the figure, ${range}`}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          className="block h-11 w-56 max-w-full"
        >
          {backTest.episodes.map(({ fromMs, toMs }) => (
            <rect
              key={fromMs}
              x={x(fromMs)}
              y={0}
              width={Math.max(2, x(toMs ?? backTest.toMs) - x(fromMs))}
              height={HEIGHT}
              className="fill-critical/15"
            />
          ))}
          {spark.values.map((value, index) =>
            value === null || value === 0 ? null : (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place
                key={index}
                x={x(spark.fromMs + index * spark.stepMs)}
                y={y(value)}
                width={bar}
                height={HEIGHT - PAD - y(value)}
                className={value >= threshold ? "fill-critical" : "fill-ink-3/60"}
              />
            ),
          )}
          <line
            x1={0}
            x2={WIDTH}
            y1={y(threshold)}
            y2={y(threshold)}
            className="stroke-ink"
            strokeDasharray="3 2"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
      <figcaption className="text-ink-2 text-xs" data-testid="back-test">
        <FiredText proposal={proposal} backTest={backTest} zone={zone} range={range} />
      </figcaption>
    </figure>
  );
}

function FiredText({
  backTest,
  zone,
  range,
}: {
  readonly proposal: ProposedAlarm;
  readonly backTest: NonNullable<ProposedAlarm["backTest"]>;
  readonly zone: string;
  readonly range: string;
}) {
  const { times, episodes } = backTest;
  if (times === 0) return <>Would not have fired: {range}.</>;
  const told = episodes.map(({ fromMs }) => formatDayClock(fromMs, zone)).join(", ");
  const last = times > episodes.length ? `, the last ${episodes.length}` : "";
  return (
    <>
      Would have fired {times}×{last} at {told} {zoneLabel(backTest.toMs, zone)}, in {range}.
    </>
  );
}
