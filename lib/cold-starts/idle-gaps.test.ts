import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coldCauses } from "@/lib/cold-starts/causes";
import { idleGaps } from "@/lib/cold-starts/idle-gaps";
import { type Timeline, timelineOf } from "@/lib/cold-starts/timeline";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const MINUTE = 60_000;

function timeline(
  stream: string,
  beganMs: number | null,
  spans: readonly (readonly [number, number])[],
  more: { version?: string; kept?: boolean } = {},
): Timeline {
  const lines = spans.flatMap(([fromMs, toMs]) => invoked(fromMs, toMs));
  return timelineOf(environmentName(stream, more.version), lines, {
    beganMs,
    felt: beganMs !== null && more.kept !== true,
    kept: more.kept ?? false,
  });
}

describe("timelineOf", () => {
  it("pairs what stands in any order and leaves an end open that was not read", () => {
    const lines = [
      platformLine("report", 500),
      ...invoked(3_000, 3_100),
      platformLine("start", 4_000),
      ...invoked(1_000, 1_200),
    ].reverse();
    expect(
      timelineOf(environmentName("a"), lines, { beganMs: null, felt: false, kept: false }).busy,
    ).toMatchObject([
      { fromMs: 1_000, toMs: 1_200, durationMs: 200, billedMs: 200 },
      { fromMs: 3_000, toMs: 3_100, durationMs: 100 },
      { fromMs: 4_000, toMs: null, durationMs: null, billedMs: null },
    ]);
  });
});

describe("idleGaps", () => {
  it("lies between the longest gap outlived and the shortest one that was not", () => {
    const found = idleGaps([
      timeline("a", 0, [
        [1_000, 2_000],
        [2_000 + 6.5 * MINUTE, 2_500 + 6.5 * MINUTE],
      ]),
      timeline("b", 2_500 + 13.8 * MINUTE, [[3_000 + 13.8 * MINUTE, 4_000 + 13.8 * MINUTE]]),
    ]);
    expect(found.timeout?.atLeastMs).toBe(6.5 * MINUTE);
    expect(found.timeout?.atMostMs).toBeCloseTo(7.3 * MINUTE);
    expect(found.timeout?.estimateMs).toBeCloseTo(6.9 * MINUTE);
    expect(found.bins[6]).toMatchObject({ survived: 1, gone: 0, chance: 0 });
    expect(found.bins[7]).toMatchObject({ survived: 0, gone: 1, chance: 1 });
    expect(found.bins[3]?.chance).toBeNull();
  });

  it("names no figure where bounds are far apart or missing, and knows nothing of provisioned ones", () => {
    expect(idleGaps([]).timeout).toBeNull();
    const often = timeline("a", 0, [
      [1_000, 2_000],
      [3_000, 4_000],
    ]);
    expect(idleGaps([often]).timeout).toEqual({ atLeastMs: 1_000, atMostMs: null, estimateMs: null });
    expect(
      idleGaps([often, timeline("b", 30 * MINUTE, [[31 * MINUTE, 32 * MINUTE]])]).timeout?.estimateMs,
    ).toBeNull();
    expect(
      idleGaps([
        timeline(
          "a",
          0,
          [
            [1, 2],
            [9 * MINUTE, 10 * MINUTE],
          ],
          { kept: true },
        ),
      ]).timeout,
    ).toBeNull();
  });

  it("is not misled by an environment that went away sooner, or was old", () => {
    const idle = timeline("a", 0, [
      [1_000, 2_000],
      [2_000 + 5 * MINUTE, 3_000 + 5 * MINUTE],
    ]);
    // Gone after 90 seconds, and after 6 minutes at the age of two hours.
    const sooner = timeline("b", 1_500, [[1_800, 30 * MINUTE]], { version: "8" });
    const next = timeline("c", 31.5 * MINUTE, [[31.6 * MINUTE, 120 * MINUTE]], { version: "8" });
    const late = timeline("d", 126 * MINUTE, [[126.1 * MINUTE, 127 * MINUTE]], { version: "8" });
    expect(idleGaps([idle, sooner, next, late]).timeout).toEqual({
      atLeastMs: 5 * MINUTE,
      atMostMs: null,
      estimateMs: null,
    });
  });

  it("bounds the idle time of any service that uses what it used last", () => {
    const gaps = fc.array(fc.integer({ min: 1_000, max: 15 * MINUTE }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 2 * MINUTE, max: 12 * MINUTE }), (list, timeoutMs) => {
        const { timeout } = idleGaps(serve(list, timeoutMs));
        if (timeout === null) return;
        expect(timeout.atLeastMs).toBeLessThan(timeoutMs);
        if (timeout.atMostMs !== null) expect(timeout.atMostMs).toBeGreaterThanOrEqual(timeoutMs);
      }),
    );
  });
});

/** One request after the other, on an environment that goes away after a time. */
function serve(gaps: readonly number[], timeoutMs: number): Timeline[] {
  const made: { beganMs: number; spans: [number, number][] }[] = [];
  let endMs = 0;
  gaps.forEach((gap, i) => {
    const atMs = endMs + gap;
    const coldNow = i === 0 || gap >= timeoutMs;
    if (coldNow) made.push({ beganMs: atMs, spans: [] });
    const fromMs = coldNow ? atMs + 300 : atMs;
    endMs = fromMs + 50;
    made.at(-1)?.spans.push([fromMs, endMs]);
  });
  return made.map(({ beganMs, spans }, i) => timeline(`s${i}`, beganMs, spans));
}

describe("coldCauses and what would help", () => {
  const first = timeline("a", 10_000, [[10_300, 20_000]]);
  const second = timeline("b", 15_000, [[15_300, 16_000]]);
  const third = timeline("c", 17_000, [[17_300, 18_000]], { version: "8" });
  const late = timeline("d", 40 * MINUTE, [[40 * MINUTE + 300, 41 * MINUTE]]);
  const causes = coldCauses([late, third, second, first], 0, 60 * MINUTE);

  it("tells bursts from idleness and deployments", () => {
    expect(causes.map(({ cause }) => cause)).toEqual(["first", "burst", "deployment", "idle"]);
    expect(causes.map(({ concurrency }) => concurrency)).toEqual([1, 2, 2, 1]);
    expect(causes[3]?.idleMs).toBe(40 * MINUTE - 20_000);
    expect(coldCauses([first, second], 14_000, 16_000)).toHaveLength(1);
  });

  it("does not take one that was started ahead for one at work", () => {
    const ahead = timeline("p", 1_000, [[30_000, 31_000]], { kept: true });
    expect(coldCauses([ahead, second], 0, 60 * MINUTE)).toMatchObject([{ cause: "idle", concurrency: 1 }]);
  });
});
