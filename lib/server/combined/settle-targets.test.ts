import { describe, expect, it } from "vitest";
import type { CallTarget } from "@/lib/aws/call-scope";
import { type TargetResult, unread } from "@/lib/server/combined/load-target";
import { settleTargets } from "@/lib/server/combined/settle-targets";

const targets = Array.from({ length: 20 }, (_, i): CallTarget => ({ account: `a${i}`, region: "eu-west-1" }));
const never = new AbortController().signal;
const long = { eachMs: 60_000, allMs: 60_000 };
const ok = (target: CallTarget): TargetResult => ({ ...unread(target, "ok"), functions: [], apis: [] });
const statesOf = (results: readonly TargetResult[]) => results.map(({ state }) => state);

describe("settleTargets", () => {
  it("keeps the order whoever answers first, and asks a few at a time", async () => {
    let running = 0;
    let most = 0;
    const load = async (target: CallTarget) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, Number(target.account.slice(1)) % 3));
      running -= 1;
      return ok(target);
    };
    const results = await settleTargets(targets, load, never, long).all;
    expect(results.map(({ target }) => target)).toEqual(targets);
    expect(most).toBe(6);
  });

  it("tells what is there, and later that the silent ones did not answer", async () => {
    const two = targets.slice(0, 2);
    const load = (target: CallTarget) =>
      target.account === "a0" ? Promise.resolve(ok(target)) : new Promise<TargetResult>(() => undefined);
    const settling = settleTargets(two, load, never, { eachMs: 40, allMs: 60_000 });
    expect(statesOf(await settling.within(0))).toEqual(["ok", "loading"]);
    expect(statesOf(await settling.all)).toEqual(["ok", "unanswered"]);
  });

  it("stops what is under way at the deadline", async () => {
    let stopped = false;
    const load = (_target: CallTarget, signal: AbortSignal) =>
      new Promise<TargetResult>(() => {
        signal.addEventListener("abort", () => {
          stopped = true;
        });
      });
    await settleTargets(targets, load, never, { eachMs: 20, allMs: 60_000 }).all;
    expect(stopped).toBe(true);
  });

  it("does not count as silent whoever waited for the silent ones, nor as silent whoever was never asked", async () => {
    const silent = (target: CallTarget) => Number(target.account.slice(1)) < 6;
    const load = (target: CallTarget) =>
      silent(target) ? new Promise<TargetResult>(() => undefined) : Promise.resolve(ok(target));
    const first = await settleTargets(targets, load, never, { eachMs: 20, allMs: 60_000 }).all;
    expect(statesOf(first)).toEqual([...Array(6).fill("unanswered"), ...Array(14).fill("ok")]);
    const second = await settleTargets(targets, load, never, { eachMs: 60_000, allMs: 20 }).all;
    expect(statesOf(second)).toEqual([...Array(6).fill("unanswered"), ...Array(14).fill("not-asked")]);
  });

  it("lets nobody stumble over a defect of one that was given up", async () => {
    const load = (_target: CallTarget, signal: AbortSignal) =>
      new Promise<TargetResult>((_, reject) => {
        signal.addEventListener("abort", () => setTimeout(() => reject(new TypeError("ours")), 1));
      });
    const results = await settleTargets(targets.slice(0, 1), load, never, { eachMs: 5, allMs: 60_000 }).all;
    expect(statesOf(results)).toEqual(["unanswered"]);
    // Vitest fails on a rejection that nobody hears.
    await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("does not hide a defect as an account that is not there", async () => {
    const load = () => Promise.reject(new TypeError("ours"));
    await expect(settleTargets(targets, load, never, long).all).rejects.toThrow("ours");
  });
});
