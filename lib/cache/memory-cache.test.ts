import { describe, expect, it } from "vitest";
import { createMemoryCache } from "@/lib/cache/memory-cache";

const KB = 1024;

describe("createMemoryCache", () => {
  it("gives back what was stored, until it expires", async () => {
    let now = 5_000;
    const cache = createMemoryCache(64 * KB, { now: () => now });
    await cache.set("a", { n: 1 }, 1_000);
    now += 999;
    expect(await cache.get("a")).toEqual({ n: 1 });
    now += 2;
    expect(await cache.get("a")).toBeUndefined();
  });

  it("keeps an answer that is null apart from no answer", async () => {
    const cache = createMemoryCache(64 * KB);
    await cache.set("a", null, 1_000);
    expect(await cache.get("a")).toBeNull();
    expect(await cache.get("b")).toBeUndefined();
  });

  it("keeps nothing that lives for no time", async () => {
    const cache = createMemoryCache(64 * KB);
    await cache.set("a", 1, 0);
    expect(await cache.get("a")).toBeUndefined();
  });

  it("gives the place of what has expired to others before what is still good, however long unused", async () => {
    let now = 5_000;
    const cache = createMemoryCache(20 * KB, { now: () => now });
    const fourKb = "x".repeat(2 * KB);
    await cache.set("good", fourKb, 3_600_000);
    for (const key of ["a", "b", "c"]) await cache.set(key, fourKb, 1_000);
    now += 60_000;
    for (const key of ["d", "e", "f"]) await cache.set(key, fourKb, 60_000);
    expect(await cache.get("good")).toBe(fourKb);
  });

  it("throws out what was not used for longest when it is full", async () => {
    const cache = createMemoryCache(20 * KB);
    const fourKb = "x".repeat(2 * KB);
    for (const key of ["a", "b", "c", "d"]) await cache.set(key, fourKb, 60_000);
    await cache.get("a");
    await cache.set("e", fourKb, 60_000);
    expect(await cache.get("a")).toBe(fourKb);
    expect(await cache.get("b")).toBeUndefined();
  });

  it("does not let one huge answer push out all others", async () => {
    const cache = createMemoryCache(20 * KB);
    await cache.set("small", 1, 60_000);
    await cache.set("huge", "x".repeat(9 * KB), 60_000);
    expect(await cache.get("huge")).toBeUndefined();
    expect(await cache.get("small")).toBe(1);
  });
});
