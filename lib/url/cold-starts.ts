import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { parseFunctionNames } from "@/lib/url/function-names";
import { type RawSearch, single } from "@/lib/url/search";

/** lines: the platform's log lines are read; insights: CloudWatch Logs Insights sums them up, for a price. */
export const coldStartWays = ["lines", "insights"] as const;
export type ColdStartWay = (typeof coldStartWays)[number];

export interface ColdStartParams {
  /** Names; empty: all. */
  readonly functions: readonly string[];
  /** null: the window and the number of functions decide. */
  readonly by: ColdStartWay | null;
  /** Logs Insights may run its query, which costs what it scans. */
  readonly consent: boolean;
  /** Read the logs of the APIs too, for what users of each route felt. By lines only. */
  readonly routes: boolean;
}

/** Reads `fn=orders-api,payments-charge`, `by`, `consent` and `routes`. @throws BadParameter */
export function parseColdStarts(search: RawSearch): ColdStartParams {
  return {
    functions: parseFunctionNames(search),
    by: wayOf(single(search, "by")),
    consent: ["true", "1"].includes(single(search, "consent") ?? ""),
    routes: ["true", "1"].includes(single(search, "routes") ?? ""),
  };
}

/** The inverse; defaults are null, to be left out. */
export function coldStartSearch({
  functions,
  by,
  consent,
  routes,
}: ColdStartParams): Readonly<Record<string, string | null>> {
  return {
    fn: functions.length === 0 ? null : functions.join(","),
    by,
    consent: consent ? "true" : null,
    routes: routes ? "true" : null,
  };
}

function wayOf(text: string | undefined): ColdStartWay | null {
  if (text === undefined) return null;
  const way = coldStartWays.find((one) => one === text);
  if (way !== undefined) return way;
  throw new BadParameter("by", `${quoteInput(text)} is none of ${coldStartWays.join(", ")}.`);
}
