import type { Evidence, Finding } from "@/lib/model/finding";

/** A rise of a share that is over; what matters to a test is given. */
export function someFinding(
  given: Omit<Partial<Finding>, "evidence"> & { readonly evidence?: Partial<Evidence> } = {},
): Finding {
  const { evidence, ...rest } = given;
  return {
    kind: "rate",
    shape: "spike",
    direction: "up",
    fromMs: 0,
    beganBefore: false,
    toMs: null,
    from: 0,
    to: 10,
    value: 0.1,
    usual: 0.01,
    ratio: 10,
    peak: 0.2,
    peakMs: 0,
    affected: 50,
    affectedShare: 0.1,
    severity: "high",
    baseline: { source: "before", days: 0, periods: 180, median: 0.01, mad: 0.005 },
    ...rest,
    evidence: {
      test: "binomial",
      periods: 10,
      events: 50,
      usualEvents: 5,
      dispersion: 1.5,
      chance: 1e-9,
      ...evidence,
    },
  };
}
