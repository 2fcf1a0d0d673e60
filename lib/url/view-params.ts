import { type TimeRange, timeRangeParams } from "@/lib/url/time-range";

/** Parameters that every page has and every link keeps. */
export interface ViewParams {
  readonly region: string;
  /** Only where there are several. */
  readonly account?: string;
  readonly range: Pick<TimeRange, "from" | "to">;
}

/** `path?from=…&to=…&region=…`: a link that keeps the range, the region and the account. */
export function hrefWith(
  path: string,
  view: ViewParams,
  extra: Readonly<Record<string, string | undefined>> = {},
): string {
  const params = new URLSearchParams({ ...timeRangeParams(view.range), region: view.region });
  if (view.account !== undefined) params.set("account", view.account);
  for (const [key, value] of Object.entries(extra)) if (value !== undefined) params.set(key, value);
  return `${path}?${params}`;
}

export function functionPath(name: string): string {
  return `/functions/${encodeURIComponent(name)}`;
}

export function apiPath(id: string, stage: string): string {
  return `/apis/${encodeURIComponent(id)}/${encodeURIComponent(stage)}`;
}
