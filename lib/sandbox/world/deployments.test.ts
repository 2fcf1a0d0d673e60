import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { deploymentsOf } from "@/lib/sandbox/world/deployments";
import { indexOf, NOW_MS } from "@/lib/sandbox/world/testing/small-world";

/** Little traffic, which only the last test simulates. */
const worldOf = (incidents: boolean, hours: number) =>
  createWorld({
    seed: 7,
    nowMs: NOW_MS,
    hours,
    rps: 0.5,
    functions: 0,
    region: "us-east-1",
    incidents,
  });

describe("the deployments of the shop", () => {
  // A window for trials lies before the publication of version 42: nobody can have set its weight then.
  const world = worldOf(true, 50);
  const charge = indexOf(world, "payments-charge");
  const all = deploymentsOf(world, NOW_MS - 120 * DAY_MS, NOW_MS + 1);
  const ofCharge = all.filter(({ functionIndex }) => functionIndex === charge);

  it("publish version 42, try it, take it back and try it again", () => {
    const recent = ofCharge.filter(({ atMs }) => atMs >= NOW_MS - 30 * HOUR_MS);
    expect(
      recent.map(({ kind, version, share, atMs }) => [kind, version, share, (atMs - NOW_MS) / MINUTE_MS]),
    ).toEqual([
      ["version", "42", null, -26 * 60],
      ["alias", "42", 0.1, -24 * 60 - 55],
      ["alias", "42", 0, -18 * 60],
      ["alias", "42", 0.1, -55],
    ]);
    const [code] = ofCharge.filter(({ kind }) => kind === "code").slice(-1);
    expect(code?.atMs).toBe(world.functions[charge]?.lastModifiedMs);
  });

  it("name the incident that they set off, and it begins no earlier", () => {
    const culprits = all.filter(({ incidentId }) => incidentId !== null);
    expect(culprits.map(({ kind, share }) => [kind, share])).toEqual([
      ["alias", 0.1],
      ["alias", 0.1],
    ]);
    for (const { incidentId, atMs } of culprits) {
      const incident = world.incidents.find(({ id }) => id === incidentId);
      expect((incident?.fromMs ?? 0) - atMs).toBeGreaterThanOrEqual(0);
      expect((incident?.fromMs ?? 0) - atMs).toBeLessThan(1_000);
    }
  });

  it("are what the versions and stages show", () => {
    for (const def of world.functions) {
      const own = all.filter(({ functionIndex }) => functionIndex === def.index);
      expect(own.some(({ kind, atMs }) => kind === "code" && atMs === def.lastModifiedMs)).toBe(true);
      for (const { version, publishedMs } of def.versions.filter((one) => one.version !== "$LATEST")) {
        expect(
          own.some((one) => one.kind === "version" && one.version === version && one.atMs === publishedMs),
        ).toBe(true);
      }
    }
    expect(all.flatMap(({ kind, share, version }) => (kind === "api" ? [[version, share]] : []))).toEqual([
      [world.apis[0]?.canary?.deploymentId, 0.1],
    ]);
  });

  it("come in order, within the window, and none from the future", () => {
    expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).sort((a, b) => a - b));
    const cut = NOW_MS - 20 * HOUR_MS;
    const parts = [deploymentsOf(world, 0, cut), deploymentsOf(world, cut, NOW_MS + 30 * DAY_MS)];
    expect(parts.flat()).toEqual(deploymentsOf(world, 0, NOW_MS + 1));
  });
});

it("give the version on trial all the traffic that it has, also without incidents", () => {
  const world = worldOf(false, 30);
  world.advance();
  const charge = indexOf(world, "payments-charge");
  const changes = deploymentsOf(world, world.startMs, NOW_MS + 1);
  const weights = changes.filter(({ functionIndex, kind }) => functionIndex === charge && kind === "alias");
  expect(weights.map(({ share, incidentId }) => [share, incidentId])).toEqual([
    [0.1, null],
    [0, null],
    [0.1, null],
  ]);
  const list = world.invocationsOf(charge, world.startMs, NOW_MS);
  const tried = Array.from(list, (index) => world.invocation(index)).filter(
    ({ version }) => version === "42",
  );
  expect(tried.length).toBeGreaterThan(5);
  for (const { arrivalMs } of tried) {
    expect(weights.filter(({ atMs }) => atMs <= arrivalMs).at(-1)?.share).toBe(0.1);
  }
});
