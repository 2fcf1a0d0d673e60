import { expect, it } from "vitest";
import { SharedSum } from "@/lib/aws/shared-sum";

/** A store that all instances add to, with an answer that waits for `flush`. */
function store() {
  let total = 0;
  const waiting: (() => void)[] = [];
  return {
    addShared: (_name: string, amount: number) => {
      total += amount;
      const then = total;
      return new Promise<number | null>((resolve) => waiting.push(() => resolve(then)));
    },
    flush: async () => {
      for (const answer of waiting.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

it("counts what others added, and its own at once", async () => {
  const { addShared, flush } = store();
  const [one, two] = [new SharedSum("day", 1, addShared), new SharedSum("day", 1, addShared)];
  one.add(0.5);
  expect(one.knownUsd()).toBeNull();
  await flush();
  expect(one.knownUsd()).toBe(0.5);
  two.add(0.25);
  await flush();
  expect(two.knownUsd()).toBe(0.75);
  one.add(0.1);
  expect(one.knownUsd()).toBeCloseTo(0.6, 9);
  await flush();
  expect(one.knownUsd()).toBeCloseTo(0.85, 9);
});

it("knows nothing of others without a store", async () => {
  const alone = new SharedSum("day", 1, async () => null);
  alone.add(1);
  expect(await alone.read()).toBeNull();
});

it("goes on counting from the last total when the store is gone, or fails", async () => {
  let answer: () => Promise<number | null> = async () => 2e9;
  const sum = new SharedSum("day", 1, () => answer());
  expect(await sum.read()).toBe(2);
  answer = async () => null;
  sum.add(0.5);
  expect(await sum.read()).toBe(2.5);
  answer = () => Promise.reject(new Error("gone"));
  expect(await sum.read()).toBe(2.5);
});

/** A store that counts while it is there, and knows when it is not. */
function fickleStore(total: number) {
  const kept = { there: true, total };
  const add = async (_: string, amount: number) => {
    if (!kept.there) return null;
    kept.total += amount;
    return kept.total;
  };
  return Object.assign(kept, { sum: new SharedSum("day", 1, add, () => kept.there) });
}

it("tells the store what it missed as soon as it is back, once", async () => {
  const kept = fickleStore(8e9);
  const { sum } = kept;
  expect(await sum.read()).toBe(8);
  kept.there = false;
  sum.add(1.5);
  sum.add(0.4);
  expect(await sum.read()).toBeCloseTo(9.9, 9);
  kept.there = true;
  expect(await sum.read()).toBeCloseTo(9.9, 9);
  expect(await sum.read()).toBeCloseTo(9.9, 9);
  expect(kept.total).toBe(9.9e9);
});

it("tells it of what was spent before the store first answered", async () => {
  const kept = fickleStore(1e9);
  const { sum } = kept;
  kept.there = false;
  sum.add(2);
  await sum.read();
  kept.there = true;
  expect(await sum.read()).toBe(3);
});

it("does not send again what may have arrived", async () => {
  let total = 0;
  let late = false;
  const sum = new SharedSum(
    "day",
    1,
    async (_, amount) => {
      total += amount;
      return late ? null : total;
    },
    () => true,
  );
  await sum.read();
  late = true;
  sum.add(0.3);
  expect(await sum.read()).toBeCloseTo(0.3, 9);
  late = false;
  expect(await sum.read()).toBeCloseTo(0.3, 9);
  expect(total).toBeCloseTo(0.3e9, 0);
});
