import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { servedBy } from "@/lib/cost/proposal/served-share";

/** Executions at once, hour by hour from midnight. */
const day = (...concurrently: readonly (number | null)[]) => ({
  binMs: HOUR_MS,
  bins: concurrently.map((offered, hour) => ({
    startMs: hour * HOUR_MS,
    busyMs: offered === null ? null : offered * HOUR_MS,
  })),
});

describe("servedBy", () => {
  it("turns away what random arrivals find taken", () => {
    // Erlang's table: 2 places, 1 offered: 1/5 is lost.
    expect(servedBy(2, 24, day(1)).share.least).toBeCloseTo(0.8, 12);
    expect(servedBy(2, 24, day(1)).share.most).toBe(1);
    expect(servedBy(1, 24, day(4)).share).toEqual({ least: 1 - 0.8, most: 0.25 });
    expect(servedBy(1, 24, day(4)).utilisation.most).toBe(1);
    expect(servedBy(100_000, 24, day(1)).share).toEqual({ least: 1, most: 1 });
  });

  it("takes the busiest hours in a row for a schedule, around midnight too", () => {
    const nights = Array.from({ length: 24 }, (_, hour) => (hour >= 23 || hour < 1 ? 2 : 0));
    const { share, fromHour, utilisation } = servedBy(4, 2, day(...nights));
    expect(fromHour).toBe(23);
    expect(share.most).toBe(1);
    expect(utilisation.most).toBeCloseTo(0.5, 12);
    expect(servedBy(4, 1, day(...nights)).share.most).toBeCloseTo(0.5, 12);
  });

  it("leaves out hours of which nothing is known", () => {
    expect(servedBy(2, 24, day(1, null, null)).share.least).toBeCloseTo(0.8, 12);
  });

  it("takes nothing where nothing runs, or nothing is provisioned", () => {
    const nothing = { least: 0, most: 0 };
    expect(servedBy(5, 24, day(0, 0))).toMatchObject({ share: nothing, utilisation: nothing });
    expect(servedBy(0, 24, day(1))).toMatchObject({ share: nothing, utilisation: nothing });
    expect(servedBy(5, 24, day(null))).toMatchObject({ share: nothing });
  });
});
