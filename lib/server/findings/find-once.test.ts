import { expect, it } from "vitest";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { findInSubject } from "@/lib/metrics/spikes/find-in-subject";
import { type Spans, spansOf } from "@/lib/metrics/spikes/spans";
import type { WatchedSeries } from "@/lib/metrics/spikes/watched";
import { findOnce } from "@/lib/server/findings/find-once";

const NOW = Date.UTC(2026, 0, 15, 12);

function spansAt(nowMs: number): Spans {
  const found = spansOf({ fromMs: epochMs(NOW - HOUR_MS), toMs: epochMs(NOW) }, nowMs);
  if (!found) throw new Error("no period");
  return found;
}

/** Errors of `share` of the requests in the last half hour. */
function series(spans: Spans, share: number): WatchedSeries[] {
  const requests = spans.timesMs.map((_, i) => 40 + (i % 7));
  const values = requests.map((count, i) =>
    i > requests.length - 30 ? Math.round(count * share) / count : 0,
  );
  const traffic = requests.map((count) => count + 0.5);
  return [
    { measure: "invocations", statistic: null, kind: "count", counts: "requests", values: traffic, requests },
    { measure: "errors", statistic: null, kind: "rate", values, requests },
  ];
}

it("finds what the search finds, the second time from memory and on the series at hand", () => {
  const spans = spansAt(NOW);
  const fresh = findInSubject(series(spans, 0.5), spans);
  expect(fresh.map(({ watched }) => watched.measure)).toContain("errors");
  for (let turn = 0; turn < 2; turn += 1) {
    const given = series(spans, 0.5);
    const found = findOnce(given, spans);
    expect(found).toEqual(fresh);
    for (const { watched } of found) expect(given).toContain(watched);
  }
});

it("takes other figures, or more that are settled, for another question", () => {
  const spans = spansAt(NOW);
  findOnce(series(spans, 0.5), spans);
  expect(findOnce(series(spans, 0), spans)).toEqual(findInSubject(series(spans, 0), spans));
  const later = spansAt(NOW + HOUR_MS);
  expect(findOnce(series(later, 0.5), later)).toEqual(findInSubject(series(later, 0.5), later));
});
