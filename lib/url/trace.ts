import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** What `/traces/{id}` and its JSON twin can be asked, besides range and region. */
export interface TraceParams {
  /** Id of the chosen span. */
  readonly span: string | null;
  /** JSON: the details of all spans, not only of the chosen one. */
  readonly details: boolean;
}

/** @throws BadParameter */
export function parseTraceParams(search: RawSearch): TraceParams {
  const details = single(search, "details") ?? "off";
  if (details !== "on" && details !== "off") {
    throw new BadParameter("details", `“details” is “on” or “off”, not ${quoteInput(details)}.`);
  }
  return { span: single(search, "span") ?? null, details: details === "on" };
}

/** The parameters of a link; what is as usual is left out. */
export function traceParams({ span, details }: TraceParams): Record<string, string | undefined> {
  return { span: span ?? undefined, details: details ? "on" : undefined };
}

/** `/traces/{id}`, without parameters. */
export function tracePath(traceId: string): string {
  return `/traces/${encodeURIComponent(traceId)}`;
}
