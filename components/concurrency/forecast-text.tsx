import { MomentText } from "@/components/concurrency/local-time";
import { ExplainedText } from "@/components/ui/explained-text";
import { formatSpan } from "@/lib/base/format-duration";
import { threeDigits } from "@/lib/base/format-number";
import { DAY_MS } from "@/lib/base/time";
import type { Forecast } from "@/lib/model/views/concurrency";

/** When a limit is reached, in two or three words; the assumption and the interval are one press away. */
export function ForecastText({ forecast, of }: { readonly forecast: Forecast; readonly of: string }) {
  const { growthPerDay, basis } = forecast;
  return (
    <ExplainedText label={`Forecast of ${of}: ${forecast.sentence}`} text={shortOf(forecast)}>
      <p>{forecast.sentence}</p>
      {growthPerDay === null || basis === null ? null : (
        <p className="text-ink-3 text-xs">
          Growth {signed(growthPerDay.middle)} executions a day (95 %: {signed(growthPerDay.low)} to{" "}
          {signed(growthPerDay.high)}), the median slope between {basis.points} maxima of{" "}
          {formatSpan(basis.periodMs)} each. Traffic that was never seen is not foreseen.
        </p>
      )}
    </ExplainedText>
  );
}

function shortOf({ state, atMs, horizonMs }: Forecast) {
  switch (state) {
    case "throttled":
      return "throttled already";
    case "reaches":
      return <>about {atMs === null ? "now" : <MomentText ms={atMs} />}</>;
    case "not-within":
      return `not within ${spanOf(horizonMs ?? 0)}`;
    case "unknown":
      return "cannot tell";
  }
}

function spanOf(ms: number): string {
  return ms > DAY_MS ? `${threeDigits(ms / DAY_MS)} days` : formatSpan(ms);
}

function signed(value: number): string {
  const size = threeDigits(Math.abs(value));
  return size === "0" ? "±0" : `${value < 0 ? "−" : "+"}${size}`;
}
