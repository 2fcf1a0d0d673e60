import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";
import { type TimeRange, timeRangeParams } from "@/lib/url/time-range";

/** Parameters that every page has and every link keeps. */
export interface ViewParams {
  readonly region: string;
  readonly range: Pick<TimeRange, "from" | "to">;
}

/**
 * Reads `region`, which must be one that the picker offers.
 * @throws BadParameter for any other.
 */
export function parseRegion(search: RawSearch, known: readonly string[], fallback: string): string {
  const region = single(search, "region") ?? fallback;
  if (region === fallback || known.includes(region)) return region;
  throw new BadParameter(
    "region",
    `${quoteInput(region)} is not a region of this dashboard. Known: ${known.join(", ")}. More can be named in LAMBDASCOPE_REGIONS.`,
  );
}

/** `path?from=…&to=…&region=…`: a link that keeps the range and the region. */
export function hrefWith(
  path: string,
  view: ViewParams,
  extra: Readonly<Record<string, string | undefined>> = {},
): string {
  const params = new URLSearchParams({ ...timeRangeParams(view.range), region: view.region });
  for (const [key, value] of Object.entries(extra)) if (value !== undefined) params.set(key, value);
  return `${path}?${params}`;
}

export function functionPath(name: string): string {
  return `/functions/${encodeURIComponent(name)}`;
}

export function apiPath(id: string, stage: string): string {
  return `/apis/${encodeURIComponent(id)}/${encodeURIComponent(stage)}`;
}
