import "server-only";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { processWide } from "@/lib/config/process-wide";
import { findInSubject } from "@/lib/metrics/spikes/find-in-subject";
import type { Spans } from "@/lib/metrics/spikes/spans";
import type { WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";
import type { Finding } from "@/lib/model/finding";

/** Subjects and windows whose findings are remembered: findings are few and small, most subjects have none. */
const MOST = 5_000;

interface Remembered {
  /** Place of the series among those of the subject. */
  readonly nth: number;
  readonly finding: Finding;
}

/**
 * `findInSubject`, once for the same figures: it is what an overview works longest for, and a team that looks at one
 * window during an incident has the same figures.
 */
export function findOnce(series: readonly WatchedSeries[], spans: Spans): WatchedFinding[] {
  const memory = processWide("findings", () => new LRUCache<string, readonly Remembered[]>({ max: MOST }));
  const key = keyOf(series, spans);
  const known = memory.get(key);
  if (known !== undefined) {
    return known.flatMap(({ nth, finding }) => {
      const watched = series[nth];
      return watched === undefined ? [] : [{ watched, finding }];
    });
  }
  const found = findInSubject(series, spans);
  memory.set(
    key,
    found.map(({ watched, finding }) => ({ nth: series.indexOf(watched), finding })),
  );
  return found;
}

/** Of all that the search reads. What is settled moves with every millisecond, but counts by whole periods. */
function keyOf(series: readonly WatchedSeries[], spans: Spans): string {
  const { timesMs, periodMs, beforeFrom, windowFrom, settledMs } = spans;
  const settled = timesMs.filter((time) => time + periodMs <= settledMs).length;
  const hash = createHash("sha256");
  hash.update(
    JSON.stringify([
      periodMs,
      beforeFrom,
      windowFrom,
      settled,
      series.map(({ measure, statistic, kind, counts, values, requests }) => [
        measure,
        statistic,
        kind,
        counts ?? null,
        values.length,
        requests.length,
      ]),
    ]),
  );
  hash.update(numbersOf(timesMs));
  for (const { values, requests } of series) hash.update(numbersOf(values)).update(numbersOf(requests));
  return hash.digest("base64url");
}

/** A gap is no number. */
function numbersOf(values: readonly (number | null)[]): Uint8Array {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) numbers[i] = values[i] ?? Number.NaN;
  return new Uint8Array(numbers.buffer);
}
