import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/base/time";
import { IncidentSchedule } from "@/lib/sandbox/world/incidents";

const anchor = Date.UTC(2026, 0, 15, 12);
const make = (enabled: boolean) =>
  new IncidentSchedule(
    anchor,
    anchor - 2 * DAY_MS,
    enabled,
    () => 3,
    () => 0,
  );

describe("IncidentSchedule", () => {
  it("puts the burst 35 to 25 minutes before the anchor, and once a day", () => {
    const bursts = make(true).incidents.filter((one) => one.kind === "reserved-concurrency-burst");
    const offsets = bursts.map((one) => (one.fromMs - anchor) / MINUTE_MS);
    expect(offsets.slice(0, 3)).toEqual([-35 - 1440, -35, -35 + 1440]);
    expect(bursts.every((one) => one.toMs - one.fromMs === 10 * MINUTE_MS)).toBe(true);
  });

  it("is half-open: in force at its begin, over at its end", () => {
    const schedule = make(true);
    const at = (minutes: number) => schedule.indexAt("slow-third-party", anchor + minutes * MINUTE_MS) >= 0;
    expect([at(-111), at(-110), at(-81), at(-80)]).toEqual([false, true, true, false]);
  });

  it("names the very incident that is in force", () => {
    const schedule = make(true);
    const atMs = anchor - 30 * MINUTE_MS;
    const found = schedule.incidents[schedule.indexAt("bad-version-canary", atMs)];
    expect(found?.kind).toBe("bad-version-canary");
    expect(found?.fromMs).toBeLessThanOrEqual(atMs);
    expect(found?.toMs).toBeGreaterThan(atMs);
  });

  it("breaks only the version on trial", () => {
    const schedule = make(true);
    expect(schedule.kindFor("payments-charge", anchor, true)).toBe("bad-version-canary");
    expect(schedule.kindFor("payments-charge", anchor, false)).toBeNull();
    expect(schedule.kindFor("health-ping", anchor, false)).toBeNull();
  });

  it("has none when switched off, yet the trial window stays", () => {
    const schedule = make(false);
    expect(schedule.incidents).toEqual([]);
    expect(schedule.indexAt("bad-version-canary", anchor)).toBe(-1);
    expect(schedule.windowOpen("bad-version-canary", anchor)).toBe(true);
  });

  it("finds the next opening strictly after an instant", () => {
    const opening = anchor - 35 * MINUTE_MS;
    const schedule = make(true);
    expect(schedule.nextOpening("reserved-concurrency-burst", opening - 1)).toBe(opening);
    expect(schedule.nextOpening("reserved-concurrency-burst", opening)).toBe(opening + DAY_MS);
  });
});
