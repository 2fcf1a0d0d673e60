import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** What Logs Insights can be asked about a window; each is a query of its own, which scans the window once. */
export const summaryParts = ["counts", "errors", "slowest"] as const;
export type SummaryPart = (typeof summaryParts)[number];

/** Ids of queries that were run: AWS keeps their results for seven days. [D cloudwatch_limits_cwl] */
export type SummaryQueries = Readonly<Partial<Record<SummaryPart, string>>>;

/**
 * Reads `parts=counts,errors`; absent: all.
 * @throws BadParameter
 */
export function parseSummaryParts(search: RawSearch): readonly SummaryPart[] {
  const text = single(search, "parts");
  if (text === undefined) return summaryParts;
  const wanted = text.split(",").map((part) => part.trim());
  const unknown = wanted.find((part) => !summaryParts.some((one) => one === part));
  if (unknown !== undefined) {
    throw new BadParameter("parts", `${quoteInput(unknown)} is none of ${summaryParts.join(", ")}.`);
  }
  return summaryParts.filter((part) => wanted.includes(part));
}

const QUERY_ID = /^[A-Za-z0-9-]{1,256}$/;

/**
 * Reads `queries=counts:ID,slowest:ID`; absent: null.
 * @throws BadParameter
 */
export function parseSummaryQueries(search: RawSearch): SummaryQueries | null {
  const text = single(search, "queries");
  if (text === undefined) return null;
  const entries = text.split(",").map((entry) => {
    const [name, id] = entry.split(":");
    const part = summaryParts.find((one) => one === name);
    if (part !== undefined && id !== undefined && QUERY_ID.test(id)) return [part, id] as const;
    throw new BadParameter(
      "queries",
      `${quoteInput(entry)} is not a query of a summary, such as counts:12ab34cd-….`,
    );
  });
  return Object.fromEntries(entries);
}

/** The inverse. */
export function summaryQueriesText(queries: SummaryQueries): string {
  return summaryParts
    .flatMap((part) => (queries[part] === undefined ? [] : [`${part}:${queries[part]}`]))
    .join(",");
}
