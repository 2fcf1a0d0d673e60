import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SharedPace } from "@/lib/cache/shared-pace";
import { SharedStore } from "@/lib/cache/shared-store";
import { parseRedisUrl } from "@/lib/config/redis-settings";
import { hasRedis, type RedisServer, startRedis, waitUntil, withoutRedis } from "@/lib/testing/redis-servers";

/** A timer may fire a little early by the server's clock. */
const TOLERANCE_MS = 3;

describe.skipIf(!hasRedis)(`SharedPace${withoutRedis}`, () => {
  let server: RedisServer;
  const stores: SharedStore[] = [];
  let keys = 0;

  beforeAll(async () => {
    server = await startRedis();
    for (let instance = 0; instance < 2; instance += 1) {
      const settings = parseRedisUrl(server.url, null);
      if (typeof settings !== "string") stores.push(new SharedStore(settings));
    }
    for (const store of stores) await waitUntil(() => store.status().state === "connected");
  });

  afterAll(async () => {
    for (const store of stores) store.close();
    await server.stop();
  });

  /** The same quota in two instances. */
  function paces(perSecond: number, burst: number): readonly SharedPace[] {
    keys += 1;
    return stores.map((store) => new SharedPace(store, `pace:${keys}`, { perSecond, burst }));
  }

  const live = new AbortController().signal;

  it("never lets more through than burst and pace allow, over both instances", async () => {
    const call = fc.record({
      instance: fc.nat(1),
      tokens: fc.integer({ min: 1, max: 7 }),
      leaves: fc.boolean(),
    });
    const runs = fc.array(call, { minLength: 5, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: 3, max: 6 }), async (calls, burst) => {
        const perSecond = 200;
        const both = paces(perSecond, burst);
        const sinceMs = performance.now();
        let spent = 0;
        const all = calls.map(async ({ instance, tokens, leaves }, index) => {
          await both[instance]?.take(tokens, leaves ? AbortSignal.timeout(index * 3) : live);
          // Looked at after the server let it through and counted from before anything was asked: being late is no fault.
          spent += Math.min(tokens, burst);
          const spanMs = performance.now() - sinceMs + TOLERANCE_MS;
          expect(spent).toBeLessThanOrEqual(burst + (spanMs / 1000) * perSecond);
        });
        const reasons = (await Promise.allSettled(all)).flatMap((each) =>
          each.status === "rejected" ? [each.reason] : [],
        );
        for (const reason of reasons) if (reason.name !== "AbortError") throw reason;
      }),
      { numRuns: 12 },
    );
  });

  it("lets a burst through at once and tells what was waited afterwards", async () => {
    const [one, two] = paces(20, 4);
    const free = await Promise.all([one, two, one, two].map((pace) => pace?.take(1, live)));
    expect(free).toEqual([0, 0, 0, 0]);
    expect(await one?.take(1, live)).toBeGreaterThan(30);
  });

  it("takes more than a full bucket for a full one", async () => {
    const [one, two] = paces(100, 5);
    expect(await one?.take(1_000, live)).toBe(0);
    expect(await two?.take(5, live)).toBeGreaterThan(30);
  });

  it("gives back what a page that is left had asked for", async () => {
    const [one, two] = paces(1, 1);
    await one?.take(1, live);
    const leaving = new AbortController();
    const left = one?.take(1, leaving.signal);
    const behind = one?.take(1, leaving.signal);
    setTimeout(() => leaving.abort(), 100);
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    await expect(behind).rejects.toMatchObject({ name: "AbortError" });
    expect(await two?.take(1, live)).toBeLessThan(1_000);
  });

  it("holds nobody up without the server", async () => {
    const settings = parseRedisUrl("redis://127.0.0.1:1", null);
    if (typeof settings === "string") throw new Error(settings);
    const store = new SharedStore(settings);
    const pace = new SharedPace(store, "pace:alone", { perSecond: 1, burst: 1 });
    for (let call = 0; call < 5; call += 1) await pace.take(1, live);
    store.close();
  });
});
