import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { lifetimesOf } from "@/lib/cold-starts/lifetimes";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const at = (minutes: number) => minutes * MINUTE_MS;
const window = { fromMs: at(60), toMs: at(120) };
const reach = { window, read: { fromMs: at(45), toMs: at(121) } };
const lived = (stream: string, fromMs: number, toMs: number, begun = true) =>
  gatherEnvironment(
    environmentName(stream),
    [
      ...(begun ? [platformLine("init-start", fromMs)] : []),
      ...invoked(fromMs, fromMs + 1),
      ...invoked(toMs - 1, toMs),
    ],
    window,
  );

describe("lifetimesOf", () => {
  it("measures from the first line to the last, and says how many the window cut", () => {
    const found = lifetimesOf(
      [lived("a", at(60), at(70)), lived("b", at(65), at(95)), lived("c", at(90), at(120))],
      reach,
    );
    expect(found).toEqual({
      environments: 3,
      // The last one may live on.
      cut: 1,
      p50Ms: at(30),
      p95Ms: at(30),
      maxMs: at(30),
      alivePeak: 2,
      aliveMean: 70 / 60,
      invocationsPerEnvironment: 2,
    });
  });

  it("takes an environment whose begin was not read for cut", () => {
    expect(lifetimesOf([lived("a", at(50), at(70), false)], reach)).toMatchObject({
      environments: 1,
      cut: 1,
    });
  });

  it("knows nothing of no environment, and of one outside of the window", () => {
    for (const none of [[], [lived("a", at(46), at(50))]]) {
      expect(lifetimesOf(none, reach)).toMatchObject({
        environments: 0,
        p50Ms: null,
        maxMs: null,
        alivePeak: 0,
        invocationsPerEnvironment: null,
      });
    }
  });

  it("counts as many alive as a look at each begin does, in any order", () => {
    const spans = fc.array(
      fc.record({ from: fc.integer({ min: 60, max: 100 }), length: fc.nat({ max: 19 }) }),
    );
    fc.assert(
      fc.property(spans, (list) => {
        const all = list.map(({ from, length }, i) => lived(`s${i}`, at(from), at(from + length) + 1));
        const peak = list.reduce((top, { from }) => {
          const alive = list.filter((one) => one.from <= from && from <= one.from + one.length).length;
          return Math.max(top, alive);
        }, 0);
        expect(lifetimesOf(all, reach).alivePeak).toBe(peak);
        expect(lifetimesOf([...all].reverse(), reach)).toMatchObject({ alivePeak: peak });
      }),
    );
  });
});
