import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rateBound } from "@/lib/cold-starts/rate-bound";

const counts = {
  onDemand: 0,
  snapStartRestore: 0,
  provisioned: 0,
  proactive: 0,
  failed: 0,
  unknown: 0,
  suppressed: 0,
  unused: 0,
};
const seen = (invocations: number, felt: number, unknown = 0) => ({
  invocations,
  felt,
  counts: { ...counts, unknown },
});

describe("rateBound", () => {
  it("is one figure where all was read", () => {
    expect(rateBound(seen(200, 5), 200, true)).toEqual({ atLeast: 0.025, atMost: 0.025 });
    expect(rateBound(seen(200, 0), 200, true)).toEqual({ atLeast: 0, atMost: 0 });
  });

  it("is never zero from below where lines are missing", () => {
    expect(rateBound(seen(0, 0), 200, false)).toEqual({ atLeast: null, atMost: 1 });
    expect(rateBound(seen(100, 0), 200, false)).toEqual({ atLeast: null, atMost: 0.5 });
    expect(rateBound(seen(100, 10, 2), 200, false)).toEqual({ atLeast: 0.05, atMost: 0.56 });
    // One init could not be told: none may have been felt, which is not the same as none was.
    expect(rateBound(seen(200, 0, 1), 200, true)).toEqual({ atLeast: null, atMost: 0.005 });
  });

  it("is not known without lines, without the metric, or where nothing ran", () => {
    expect(rateBound(null, 200, true)).toBeNull();
    expect(rateBound(seen(200, 5), null, true)).toBeNull();
    expect(rateBound(seen(0, 0), 0, true)).toBeNull();
  });

  it("holds the true rate between its ends, whatever was not read", () => {
    const worlds = fc.array(fc.record({ cold: fc.boolean(), read: fc.boolean() }), { minLength: 1 });
    fc.assert(
      fc.property(worlds, (all) => {
        const read = all.filter((one) => one.read);
        const bound = rateBound(seen(read.length, read.filter(({ cold }) => cold).length), all.length, false);
        const rate = all.filter(({ cold }) => cold).length / all.length;
        expect(bound?.atLeast ?? 0).toBeLessThanOrEqual(rate);
        expect(bound?.atMost ?? 0).toBeGreaterThanOrEqual(rate);
      }),
    );
  });
});
