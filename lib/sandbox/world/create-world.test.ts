import { afterEach, describe, expect, it, vi } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { everythingIn, NOW_MS, smallWorld } from "@/lib/sandbox/world/testing/small-world";
import type { WorldOptions } from "@/lib/sandbox/world/types";

afterEach(() => {
  vi.useRealTimers();
});

const live: WorldOptions = {
  seed: 11,
  nowMs: undefined,
  hours: 1,
  rps: 4,
  functions: 30,
  region: "us-east-1",
  incidents: true,
};

describe("createWorld", () => {
  it("makes the same records from the same options", () => {
    const options = { hours: 2, functions: 40 };
    const [one, other] = [smallWorld(options), smallWorld(options)].map(everythingIn);
    expect(one === other).toBe(true);
  });

  it("makes other records from another seed", () => {
    expect(everythingIn(smallWorld({ seed: 8, hours: 1 })) === everythingIn(smallWorld({ hours: 1 }))).toBe(
      false,
    );
  });

  it("does not depend on how often a live world is advanced", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const endMs = NOW_MS + 2 * HOUR_MS;
    vi.setSystemTime(NOW_MS);
    const often = createWorld(live);
    const seldom = createWorld(live);
    let step = 0;
    for (let atMs = NOW_MS; atMs < endMs; atMs += 1 + (step++ % 37) * 733) {
      vi.setSystemTime(atMs);
      often.advance();
    }
    vi.setSystemTime(endMs);
    often.advance();
    seldom.advance();
    expect(often.requestCount).toBeGreaterThan(10_000);
    expect(everythingIn(often) === everythingIn(seldom)).toBe(true);
  });

  it("shows only what has finished by now", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(NOW_MS);
    const world = createWorld({ ...live, rps: 20 });
    world.advance();
    let hidden = 0;
    const shownEarly: number[] = [];
    for (let i = 0; i < 20; i++) {
      vi.setSystemTime(NOW_MS + i * 97);
      world.advance();
      const now = world.nowMs();
      const unfinished = (index: number) => {
        const record = world.invocation(index);
        return record.startMs + record.durationMs > now;
      };
      for (const { index } of world.functions) {
        const list = Array.from(world.invocationsOf(index, now - MINUTE_MS, now + MINUTE_MS));
        shownEarly.push(...list.filter(unfinished));
      }
      const newest = Array.from({ length: 200 }, (_, back) => world.invocationCount - 1 - back);
      hidden += newest.filter(unfinished).length;
    }
    expect(shownEarly).toEqual([]);
    expect(hidden).toBeGreaterThan(0);
  });

  it("has at least fourteen functions, three APIs and three event sources in both regions", () => {
    for (const region of ["us-east-1", "eu-west-1"]) {
      const world = smallWorld({ region, hours: 0.1 });
      expect(world.functions.length).toBeGreaterThanOrEqual(14);
      expect(world.apis.map((api) => api.kind)).toEqual(["REST", "REST", "HTTP"]);
      expect(world.eventSources).toHaveLength(3);
      expect(new Set(world.functions.map((def) => def.name)).size).toBe(world.functions.length);
    }
  });

  it("gives two regions different worlds", () => {
    const east = smallWorld({ hours: 2, incidents: false });
    const west = smallWorld({ hours: 2, incidents: false, region: "eu-west-1" });
    expect(west.functions.map((def) => def.name)).not.toEqual(east.functions.map((def) => def.name));
    expect(west.apis[0]?.id).not.toBe(east.apis[0]?.id);
    expect(west.requestCount).toBeLessThan(east.requestCount * 0.6);
  });

  it("gives any other region a twin of the first", () => {
    const first = smallWorld({ hours: 1 });
    const twin = smallWorld({ hours: 1, region: "ap-southeast-2" });
    expect(twin.account.region).toBe("ap-southeast-2");
    expect(twin.apis.map(({ id }) => id)).toEqual(first.apis.map(({ id }) => id));
    expect([twin.invocationCount, twin.requestCount]).toEqual([first.invocationCount, first.requestCount]);
  });

  it("keeps every filler busy in a three-hour window", () => {
    const world = smallWorld({ functions: 300, hours: 3, rps: 0.5 });
    expect(world.functions).toHaveLength(300);
    const fillers = world.functions.filter((def) => def.filler);
    expect(fillers[0]?.name).toMatch(/^filler-0001-[a-z]+$/);
    for (const def of fillers) {
      const list = world.invocationsOf(def.index, world.startMs, NOW_MS);
      expect(list.length).toBeGreaterThan(4);
    }
  });

  it("has more traffic at four in the afternoon than at four in the night, and the same all day when steady", () => {
    const requestsAt = (hour: number, rhythm: "daily" | "steady") => {
      const nowMs = Date.UTC(2026, 0, 18, hour);
      const world = smallWorld({ nowMs, hours: 1, rps: 20, incidents: false, rhythm });
      const api = world.apis.find(({ kind }) => kind === "HTTP");
      return api === undefined ? 0 : world.requestsOf(api.index, world.startMs, nowMs).length;
    };
    expect(requestsAt(16, "daily")).toBeGreaterThan(2 * requestsAt(4, "daily"));
    const [day, night] = [requestsAt(16, "steady"), requestsAt(4, "steady")];
    expect(night).toBeGreaterThan(500);
    expect(Math.abs(day / night - 1)).toBeLessThan(0.02);
  });

  it("runs with no requests at all", () => {
    const world = smallWorld({ rps: 0, hours: 2 });
    for (const api of world.apis) {
      const list = world.requestsOf(api.index, world.startMs, NOW_MS);
      // What remains are the partners' bulk uploads and the burst incident.
      if (api.kind === "HTTP") expect(list).toHaveLength(0);
    }
    expect(world.invocationCount).toBeGreaterThan(100);
  });
});
