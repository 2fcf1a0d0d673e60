import { invalidNextToken } from "../errors";
import type { Series } from "../periods";

/** One member of GetMetricData's answer before paging. */
export interface DataResult {
  readonly id: string;
  readonly label: string;
  readonly series: Series;
}

/** One member of GetMetricData's answer, as on the wire: times in epoch seconds. */
export interface DataResultPage {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly number[];
  readonly Values: readonly number[];
  readonly StatusCode: "Complete" | "PartialData";
}

/** Where the next page goes on: after the datapoint at `afterMs` of result `result`. */
interface Position {
  readonly result: number;
  readonly afterMs: number | null;
  readonly request: string;
}

export interface PageOptions {
  readonly maxDatapoints: number;
  readonly descending: boolean;
  readonly token: string | undefined;
  /** Same for all pages of one query; a token of another one is refused. */
  readonly request: string;
  /** False: what does not fit is cut off, as with metric math. */
  readonly continued: boolean;
}

/**
 * Deals datapoints out in order of results until the page is full. A result cut in the middle is PartialData and goes
 * on at the next page; results of earlier pages are not repeated, those of later pages not announced. The token holds
 * a time instead of an offset, so that new datapoints neither repeat nor hide old ones.
 */
export function pageOf(
  results: readonly DataResult[],
  options: PageOptions,
): { readonly results: readonly DataResultPage[]; readonly nextToken: string | undefined } {
  const from = options.token === undefined ? undefined : decode(options.token, options.request);
  const pages: DataResultPage[] = [];
  let left = options.maxDatapoints;
  for (let index = from?.result ?? 0; index < results.length; index++) {
    const result = results[index];
    if (!result) break;
    if (left === 0 && options.continued) {
      return {
        results: pages,
        nextToken: encode({ result: index, afterMs: null, request: options.request }),
      };
    }
    const afterMs = index === from?.result ? from.afterMs : null;
    const { page, lastMs } = take(result, left, options.descending, afterMs);
    pages.push(page);
    left -= page.Values.length;
    if (page.StatusCode === "PartialData" && options.continued) {
      return {
        results: pages,
        nextToken: encode({ result: index, afterMs: lastMs, request: options.request }),
      };
    }
  }
  return { results: pages, nextToken: undefined };
}

function take(
  result: DataResult,
  limit: number,
  descending: boolean,
  afterMs: number | null,
): { readonly page: DataResultPage; readonly lastMs: number | null } {
  const { grid, values } = result.series;
  const Timestamps: number[] = [];
  const Values: number[] = [];
  let lastMs: number | null = afterMs;
  let StatusCode: DataResultPage["StatusCode"] = "Complete";
  for (let step = 0; step < grid.count; step++) {
    const bin = descending ? grid.count - 1 - step : step;
    const value = values[bin] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const atMs = grid.startMs + bin * grid.periodMs;
    if (afterMs !== null && (descending ? atMs >= afterMs : atMs <= afterMs)) continue;
    if (Values.length === limit) {
      StatusCode = "PartialData";
      break;
    }
    Timestamps.push(atMs / 1000);
    Values.push(value);
    lastMs = atMs;
  }
  return { page: { Id: result.id, Label: result.label, Timestamps, Values, StatusCode }, lastMs };
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify([position.result, position.afterMs, position.request])).toString(
    "base64url",
  );
}

function decode(token: string, request: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    throw invalidNextToken();
  }
  if (!Array.isArray(parts)) throw invalidNextToken();
  const [result, afterMs, owner]: readonly unknown[] = parts;
  const isTime = afterMs === null || typeof afterMs === "number";
  if (owner !== request || typeof result !== "number" || !Number.isInteger(result) || result < 0 || !isTime) {
    throw invalidNextToken();
  }
  return { result, afterMs, request };
}
