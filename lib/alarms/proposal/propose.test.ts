import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backTestOf, peaksOf } from "@/lib/alarms/proposal/back-test";
import { chanceOfAtLeast } from "@/lib/alarms/proposal/count-tail";
import { roundedUp } from "@/lib/alarms/proposal/draft";
import { periodsOf, type SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { ALARM_PERIOD_MS, proposeAlarm } from "@/lib/alarms/proposal/propose";
import { usualCounts } from "@/lib/alarms/proposal/usual-counts";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { type Concern, concerns } from "@/lib/model/alarm-concern";
import { proposedAlarmSchema } from "@/lib/model/views/missing-alarms";
import { functionMetrics, stageMetrics } from "@/lib/testing/alarm-subjects";
import { type Noise, noiseOf } from "@/lib/testing/noise";

const START = Date.UTC(2026, 0, 8);
const PER_DAY = DAY_MS / ALARM_PERIOD_MS;

interface Made {
  readonly days?: number;
  readonly requests?: (i: number) => number;
  readonly failing?: (i: number) => number;
  readonly throttles?: (i: number) => number;
  readonly slow?: (i: number) => number | null;
}

function made(
  noise: Noise,
  { days = 7, requests = () => 50, failing = () => 0, throttles, slow }: Made,
): SubjectPeriods {
  const each = Array.from({ length: days * PER_DAY }, (_, i) => i);
  const tried = each.map((i) => noise.poisson(requests(i)));
  return {
    timesMs: each.map((i) => START + i * ALARM_PERIOD_MS),
    periodMs: ALARM_PERIOD_MS,
    requests: tried,
    failures: each.map((i) => Math.min(tried[i] ?? 0, noise.poisson((tried[i] ?? 0) * failing(i)))),
    throttles: each.map((i) => throttles?.(i) ?? 0),
    slow: each.map((i) => (slow ? slow(i) : 100 * Math.exp(0.1 * noise.gauss()))),
  };
}

function propose(concern: Concern, periods: SubjectPeriods | null, subject = functionMetrics("pay")) {
  const alarm = proposeAlarm(concern, subject, periods, "name");
  if (!alarm) throw new Error("no proposal");
  return proposedAlarmSchema.parse(alarm);
}

describe("failures", () => {
  it.each([1, 2, 3])("as usual fire less than about once a week (seed %i)", (seed) => {
    for (const share of [0.001, 0.02]) {
      const alarm = propose("failures", made(noiseOf(seed), { failing: () => share }));
      expect(alarm.basis).toBe("measured");
      expect(alarm.threshold).toBeGreaterThanOrEqual(2);
      expect(alarm.backTest?.times).toBeLessThanOrEqual(1);
    }
  });

  it("of an incident do not count as usual, alone or in a row, and the alarm would have told of it", () => {
    const usual = propose("failures", made(noiseOf(4), { failing: () => 0.005 }));
    const at = 3 * PER_DAY;
    const incident = propose(
      "failures",
      made(noiseOf(4), { failing: (i) => (i >= at && i < at + 6 ? 0.3 : 0.005) }),
    );
    expect(incident.threshold).toBeLessThanOrEqual(usual.threshold + 1);
    expect(incident.reasons[0]).toContain("unusual periods of 5 min");
    const [first] = incident.backTest?.episodes ?? [];
    expect(incident.backTest?.times).toBe(1);
    expect(first?.fromMs).toBe(START + (at + 1) * ALARM_PERIOD_MS);
  });

  it("are a share of the requests where there are many, two billed metrics", () => {
    const alarm = propose("failures", made(noiseOf(5), { requests: () => 1_000, failing: () => 0.004 }));
    expect(alarm.figure).toMatchObject({ kind: "percent", requests: { name: "Invocations" } });
    expect(alarm).toMatchObject({ metrics: 2, threshold: 2 });
    if (alarm.figure.kind !== "percent") throw new Error("not a share");
    expect(alarm.figure.expression).toBe(
      `IF(requests >= ${alarm.figure.minRequests}, 100 * failures / requests, 0)`,
    );
  });

  it("never need more than half of the usual requests, and never none", () => {
    const rare = propose("failures", made(noiseOf(6), { requests: () => 3, failing: () => 0.3 }));
    expect(rare.threshold).toBe(2);
    expect(rare.reasons.join(" ")).toContain("half of its few requests");
    const never = propose("failures", made(noiseOf(7), { requests: () => 1 }));
    expect(never.threshold).toBe(1);
  });
});

describe("throttles", () => {
  it("count from the first on where there were none, or in incidents only", () => {
    expect(propose("throttles", made(noiseOf(1), {}))).toMatchObject({ threshold: 1, basis: "measured" });
    const burst = propose(
      "throttles",
      made(noiseOf(1), { throttles: (i) => (i >= 900 && i < 910 ? 30 : 0) }),
    );
    expect(burst).toMatchObject({ threshold: 1, backTest: { times: 1 } });
  });

  it("that are usual raise the threshold", () => {
    const noise = noiseOf(2);
    const usual = propose("throttles", made(noiseOf(1), { throttles: () => noise.poisson(2) }));
    expect(usual.threshold).toBeGreaterThan(5);
    expect(usual.backTest?.times).toBeLessThanOrEqual(1);
  });

  it("are nothing to propose for a stage", () => {
    expect(proposeAlarm("throttles", stageMetrics("shop"), null, "name")).toBeNull();
  });
});

describe("durations", () => {
  it("get a threshold above the usual and below 90 % of the timeout", () => {
    const alarm = propose("duration", made(noiseOf(1), {}));
    expect(alarm.threshold).toBeGreaterThan(125);
    expect(alarm.threshold).toBeLessThan(170);
    expect(alarm).toMatchObject({ evaluationPeriods: 3, datapointsToAlarm: 2, backTest: { times: 0 } });
  });

  it("near the timeout get its hard line", () => {
    const noise = noiseOf(2);
    const near = made(noiseOf(1), { slow: () => 2_000 * Math.exp(0.3 * noise.gauss()) });
    expect(propose("duration", near)).toMatchObject({ threshold: 2_700 });
  });

  it("of an incident do not raise it; one slow period alone is no alarm", () => {
    const slow = (i: number) => (i >= 900 && i < 950 ? 2_000 : i === 300 ? 2_900 : 100 + (i % 7));
    const alarm = propose("duration", made(noiseOf(1), { slow }));
    expect(alarm.threshold).toBeLessThan(200);
    expect(alarm.backTest?.episodes).toEqual([
      { fromMs: START + 902 * ALARM_PERIOD_MS, toMs: START + 952 * ALARM_PERIOD_MS },
    ]);
  });
});

describe("too little data", () => {
  it("gives a default that is called one", () => {
    for (const concern of concerns) {
      const none = propose(concern, null);
      expect(none).toMatchObject({ basis: "default", backTest: null, spark: { values: [] } });
      expect(none.reasons.join(" ")).toContain("default, not measured");
      expect(none.threshold).toBe({ failures: 1, throttles: 1, duration: 2_400 }[concern]);
      const few = propose(concern, made(noiseOf(1), { days: 1, requests: (i) => (i < 20 ? 100 : 0) }));
      expect(few.basis).toBe("default");
      expect(few.backTest).not.toBeNull();
    }
    expect(propose("duration", null, stageMetrics("shop")).threshold).toBe(5_000);
  });

  it("of two days is used and said", () => {
    const alarm = propose("failures", made(noiseOf(1), { days: 2 }));
    expect(alarm.basis).toBe("short");
    expect(alarm.reasons.at(-1)).toContain("Only 48 h of data");
  });
});

describe("the parts", () => {
  it("chances are those of Poisson and of its overdispersed kin", () => {
    expect(chanceOfAtLeast(1, 2, 1)).toBeCloseTo(1 - Math.exp(-2), 10);
    expect(chanceOfAtLeast(3, 1, 1)).toBeCloseTo(1 - Math.exp(-1) * 2.5, 10);
    // Negative binomial of size 1 is geometric: P(X ≥ k) = (μ/(1+μ))^k.
    expect(chanceOfAtLeast(4, 2, 3)).toBeCloseTo((2 / 3) ** 4, 10);
    expect(chanceOfAtLeast(0, 5, 1.5)).toBe(1);
    expect(chanceOfAtLeast(1, 0, 1.5)).toBe(0);
    expect(chanceOfAtLeast(5_000, 4_900, 2)).toBeCloseTo(0.157, 2);
    // Where the sum ends and the gamma tail goes on, they agree: dispersion 5, far out.
    const [summed, beyond] = [chanceOfAtLeast(300, 180, 5), chanceOfAtLeast(301, 180, 5)];
    expect(beyond / summed).toBeGreaterThan(0.8);
    expect(beyond / summed).toBeLessThan(1.2);
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (k, mean, dispersion) => {
          const here = chanceOfAtLeast(k, mean, dispersion);
          expect(here).toBeLessThanOrEqual(1);
          expect(chanceOfAtLeast(k + 1, mean, dispersion)).toBeLessThanOrEqual(here + 1e-9);
        },
      ),
    );
  });

  it("finds an incident that shows in a row of periods and in none of them alone", () => {
    const periods = Array.from({ length: 576 }, (_, i) => ({
      events:
        i % 190 === 0 ? 1 : [100, 101, 102, 400, 401, 402].includes(i) ? 3 : [103, 403].includes(i) ? 2 : 0,
      tried: 5,
    }));
    const usual = usualCounts(periods, 2016);
    expect(usual).toMatchObject({ events: 4 });
    expect(usual.unusual).toBeGreaterThanOrEqual(8);
  });

  it("finds the usual level without an incident of a tenth of the time", () => {
    const periods = Array.from({ length: 500 }, (_, i) => ({
      events: i >= 200 && i < 240 ? 20 : i % 10 === 0 ? 1 : 0,
      tried: 100,
    }));
    const usual = usualCounts(periods, 2016);
    expect(usual.share).toBeLessThan(0.0015);
    expect(usual.unusual).toBeGreaterThanOrEqual(40);
    expect(usualCounts([], 2016)).toMatchObject({ share: 0, events: 0, unusual: 0 });
  });

  it("a back-test counts breaching datapoints as an alarm does, gaps as quiet", () => {
    const times = [0, 1, 2, 3, 4, 5, 6].map((i) => i * 10);
    const rule = { threshold: 5, evaluationPeriods: 3, datapointsToAlarm: 2 };
    expect(backTestOf(times, [5, null, 5, 0, 0, 9, 9], 10, rule)).toEqual({
      fromMs: 0,
      toMs: 70,
      times: 2,
      episodes: [
        { fromMs: 30, toMs: 40 },
        { fromMs: 70, toMs: null },
      ],
    });
    expect(peaksOf([0, 10, 20, 30], [1, 9, null, null], 10, 2)).toEqual({
      fromMs: 0,
      stepMs: 20,
      values: [9, null],
    });
  });

  it("periods begin with the first datapoint: idle time before it was no time", () => {
    const points = { timesMs: [10 * HOUR_MS + 1], values: [3] };
    const none = { timesMs: [], values: [] };
    const periods = periodsOf(
      { requests: points, failures: none, throttles: null, slow: none },
      11 * HOUR_MS,
      ALARM_PERIOD_MS,
    );
    expect(periods?.timesMs).toHaveLength(12);
    expect(periods?.requests[0]).toBe(3);
    expect(periods?.slow[0]).toBeNull();
    expect(
      periodsOf({ requests: none, failures: none, throttles: none, slow: none }, 0, ALARM_PERIOD_MS),
    ).toBeNull();
  });

  it("rounds up to two digits", () => {
    expect([231, 240, 1.04, 6, 0.0123, 99.1].map(roundedUp)).toEqual([240, 240, 1.1, 6, 0.013, 100]);
  });

  it("survives any figures", () => {
    const value = fc.oneof(fc.nat(2_000), fc.constant(0));
    const row = fc.tuple(
      value,
      value,
      value,
      fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), fc.constantFrom(...concerns), (rows, concern) => {
        const periods: SubjectPeriods = {
          timesMs: rows.map((_, i) => START + i * ALARM_PERIOD_MS),
          periodMs: ALARM_PERIOD_MS,
          requests: rows.map(([requests]) => requests),
          failures: rows.map(([requests, failures]) => Math.min(requests, failures)),
          throttles: rows.map(([, , throttles]) => throttles),
          slow: rows.map(([, , , slow]) => slow),
        };
        const alarm = propose(concern, rows.length === 0 ? null : periods);
        expect(alarm.threshold).toBeGreaterThan(0);
        expect(Number.isFinite(alarm.threshold)).toBe(true);
        expect(alarm.description).toMatch(/^[\x20-\x7e]{1,1024}$/);
      }),
      { numRuns: 60 },
    );
  });
});
