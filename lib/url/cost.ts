import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { parseFunctionNames } from "@/lib/url/function-names";
import { type RawSearch, single } from "@/lib/url/search";

/**
 * metrics: CloudWatch metrics alone, so that the bill is a range. insights: CloudWatch Logs Insights sums up what was
 * billed, for a price. lines: every log line of few functions is read.
 */
export const costWays = ["metrics", "insights", "lines"] as const;
export type CostWay = (typeof costWays)[number];

export interface CostParams {
  /** Names; empty: the whole account. */
  readonly functions: readonly string[];
  readonly by: CostWay;
  /** Logs Insights may run its query, which costs what it scans. Never part of a page's URL. */
  readonly consent: boolean;
  /** The monthly allowances are deducted from the month's bill. */
  readonly freeTier: boolean;
}

/** Reads `fn`, `by`, `consent` and `freeTier`. @throws BadParameter */
export function parseCost(search: RawSearch): CostParams {
  return {
    functions: parseFunctionNames(search),
    by: wayOf(single(search, "by")),
    consent: ["true", "1"].includes(single(search, "consent") ?? ""),
    freeTier: switchOf("freeTier", single(search, "freeTier")),
  };
}

/** The inverse; defaults are null, to be left out. */
export function costSearch({
  functions,
  by,
  consent,
  freeTier,
}: CostParams): Readonly<Record<string, string | null>> {
  return {
    fn: functions.length === 0 ? null : functions.join(","),
    by: by === "metrics" ? null : by,
    consent: consent ? "true" : null,
    freeTier: freeTier ? "on" : null,
  };
}

function wayOf(text: string | undefined): CostWay {
  if (text === undefined) return "metrics";
  const way = costWays.find((one) => one === text);
  if (way !== undefined) return way;
  throw new BadParameter("by", `${quoteInput(text)} is none of ${costWays.join(", ")}.`);
}

function switchOf(name: string, text: string | undefined): boolean {
  if (text === undefined || text === "off") return false;
  if (text === "on") return true;
  throw new BadParameter(name, `${quoteInput(text)} is neither on nor off.`);
}
