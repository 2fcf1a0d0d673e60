import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { rolloutOf, spansAround } from "@/lib/comparison/spans";

const min = (n: number) => n * MINUTE_MS;
const around = (at: number, end: number, others: readonly number[] = []) =>
  spansAround({
    rollout: rolloutOf(min(at), others.map(min)),
    endMs: min(end),
    othersMs: others.map(min),
    periodMs: MINUTE_MS,
  });

describe("spansAround", () => {
  it("takes as much before as there is after, an hour at most", () => {
    expect(around(100, 130)).toEqual({
      before: { fromMs: min(70), toMs: min(100) },
      after: { fromMs: min(100), toMs: min(130) },
    });
    expect(around(100, 900)).toEqual({
      before: { fromMs: min(40), toMs: min(100) },
      after: { fromMs: min(100), toMs: min(160) },
    });
  });

  it("takes twelve periods where only hours are kept", () => {
    const hours = (n: number) => min(60 * n);
    const rollout = { fromMs: hours(100.5), toMs: hours(100.5) };
    expect(spansAround({ rollout, endMs: hours(900), othersMs: [], periodMs: hours(1) })).toEqual({
      before: { fromMs: hours(88), toMs: hours(100) },
      after: { fromMs: hours(101), toMs: hours(113) },
    });
  });

  it("leaves the minute of the change out", () => {
    expect(around(100.4, 130)).toEqual({
      before: { fromMs: min(71), toMs: min(100) },
      after: { fromMs: min(101), toMs: min(130) },
    });
  });

  it("never reaches across another deployment", () => {
    expect(around(100, 900, [88.5, 140])).toEqual({
      before: { fromMs: min(89), toMs: min(100) },
      after: { fromMs: min(100), toMs: min(111) },
    });
  });

  it("takes deployments seconds apart for one", () => {
    expect(rolloutOf(min(100), [min(98.5), min(97), min(101.9), min(104)])).toEqual({
      fromMs: min(97),
      toMs: min(101.9),
    });
    expect(around(100, 900, [98.5, 101.9])).toEqual({
      before: { fromMs: min(38), toMs: min(98) },
      after: { fromMs: min(102), toMs: min(162) },
    });
  });

  it("says why there are none", () => {
    expect(around(100, 103)).toBe("Only 3 min after it so far in this window; 5 are needed.");
    expect(around(100, 900, [96, 200])).toBe(
      "Only 4 min before it, back to another deployment; 5 are needed.",
    );
    expect(around(100, 900, [104])).toBe("Only 4 min after it, until another deployment; 5 are needed.");
    expect(around(100, 20)).toBe("Only 0 min after it so far in this window; 5 are needed.");
  });
});
