import { percentileOfSorted } from "@/lib/base/statistics";

/**
 * Statistics by the names that CloudWatch gives them. [D Statistics-definitions]
 *
 * Sum, Average, Minimum, Maximum and SampleCount come from minute totals; all others need the samples themselves.
 * Percentiles here are exact over the samples, linearly interpolated; AWS's own are an approximation whose method
 * it does not publish.
 */
export type TotalsStatistic = "Sum" | "Average" | "Minimum" | "Maximum" | "SampleCount";

export type Statistic =
  | { readonly kind: "totals"; readonly name: TotalsStatistic }
  | {
      readonly kind: "ranked";
      readonly name: string;
      /** `ascending` has at least one value; undefined means no datapoint. */
      readonly of: (ascending: Float64Array) => number | undefined;
    };

const TOTALS: readonly TotalsStatistic[] = ["Sum", "Average", "Minimum", "Maximum", "SampleCount"];

const PERCENT = String.raw`(?:100|\d{1,2}(?:\.\d{1,10})?)`;
const SHORT = new RegExp(`^(p|tm|wm|tc|ts)(${PERCENT})$`, "i");
const RANGE = /^(TM|WM|TC|TS|PR)\(([\d.]*%?):([\d.]*%?)\)$/i;

/** undefined when CloudWatch knows no such statistic. */
export function parseStatistic(text: string): Statistic | undefined {
  const totals = TOTALS.find((name) => name === text);
  if (totals) return { kind: "totals", name: totals };
  if (text.toUpperCase() === "IQM") return ranked(text, trimmedBy("TM", percentBounds(25, 75)));
  const short = SHORT.exec(text);
  if (short) {
    const [, kind = "", percent = ""] = short;
    const p = Number(percent);
    if (kind.toLowerCase() === "p") return ranked(text, (ascending) => percentileOfSorted(ascending, p));
    return ranked(text, trimmedBy(kind.toUpperCase(), percentBounds(undefined, p)));
  }
  const range = RANGE.exec(text);
  return range ? rangeStatistic(text, range[1] ?? "", range[2] ?? "", range[3] ?? "") : undefined;
}

function ranked(name: string, of: (ascending: Float64Array) => number | undefined): Statistic {
  return { kind: "ranked", name, of };
}

type Bounds = (ascending: Float64Array) => { readonly low: number; readonly high: number };

function percentBounds(low: number | undefined, high: number | undefined): Bounds {
  return (ascending) => ({
    low: low === undefined ? Number.NEGATIVE_INFINITY : (percentileOfSorted(ascending, low) ?? 0),
    high: high === undefined ? Number.POSITIVE_INFINITY : (percentileOfSorted(ascending, high) ?? 0),
  });
}

function rangeStatistic(text: string, kind: string, low: string, high: string): Statistic | undefined {
  if (low === "" && high === "") return undefined;
  const percent = [low, high].map((bound) => bound.endsWith("%"));
  if (low !== "" && high !== "" && percent[0] !== percent[1]) return undefined;
  const [from, to] = [low, high].map((bound) => (bound === "" ? undefined : Number(bound.replace("%", ""))));
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  const isPercent = percent.includes(true);
  const bounds: Bounds = isPercent
    ? percentBounds(from, to)
    : () => ({ low: from ?? Number.NEGATIVE_INFINITY, high: to ?? Number.POSITIVE_INFINITY });
  if (kind.toUpperCase() === "PR" && isPercent) return undefined;
  return ranked(text, trimmedBy(kind.toUpperCase(), bounds));
}

/** Keeps low < value <= high (a missing bound keeps all on its side), as AWS describes its bounds. */
function trimmedBy(kind: string, bounds: Bounds): (ascending: Float64Array) => number | undefined {
  return (ascending) => {
    const { low, high } = bounds(ascending);
    let kept = 0;
    let sum = 0;
    let clamped = 0;
    for (const value of ascending) {
      clamped += Math.min(high, Math.max(low, value));
      if (value <= low || value > high) continue;
      kept++;
      sum += value;
    }
    switch (kind) {
      case "TM":
        return kept > 0 ? sum / kept : undefined;
      case "WM":
        return clamped / ascending.length;
      case "TC":
        return kept;
      case "TS":
        return sum;
      default:
        return (kept / ascending.length) * 100;
    }
  };
}
