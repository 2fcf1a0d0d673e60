import { ticks } from "d3-array";
import { formatDuration } from "@/lib/base/format-duration";
import { shareOf, type TimeView } from "@/lib/traces/show/time-view";

/** Round instants in sight, milliseconds after the begin. */
export function axisTicks(view: TimeView, wanted: number): readonly number[] {
  const divisor = view.toMs - view.fromMs >= 90_000 ? 60_000 : view.toMs - view.fromMs >= 2_000 ? 1_000 : 1;
  return ticks(view.fromMs / divisor, view.toMs / divisor, wanted).map((tick) => tick * divisor);
}

export function AxisLabels({ view, ticks }: { readonly view: TimeView; readonly ticks: readonly number[] }) {
  return (
    <span className="relative block h-full" aria-hidden>
      {ticks.map((ms) => {
        const share = shareOf(view, ms);
        return (
          <span
            key={ms}
            className="absolute whitespace-nowrap border-line-strong border-l pl-1 text-2xs text-ink-3 leading-7"
            style={{ left: `${share * 100}%` }}
          >
            {share < 0.93 ? formatDuration(ms) : ""}
          </span>
        );
      })}
    </span>
  );
}

export function AxisLines({ view, ticks }: { readonly view: TimeView; readonly ticks: readonly number[] }) {
  return ticks.map((ms) => (
    <span
      key={ms}
      aria-hidden
      className="pointer-events-none absolute inset-y-0 border-line border-l"
      style={{ left: `${shareOf(view, ms) * 100}%` }}
    />
  ));
}
