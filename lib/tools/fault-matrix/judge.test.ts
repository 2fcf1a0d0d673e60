import { describe, expect, it } from "vitest";
import { firstDifference, judgeFaulty, judgeRecovery, tells } from "@/lib/tools/fault-matrix/judge";

const operation = "lambda:ListFunctions";
const row = {
  what: "functions",
  reason: `${operation}: Rate exceeded`,
  action: "Wait a moment and load again.",
};
const meta = (incomplete: readonly object[]) => ({ region: "us-aa-1", awsCalls: 3, incomplete });
const clean = { meta: meta([]), functions: [{ name: "a" }], apis: [{ id: "x" }] };
const asked = { operation, expects: "told", clean, apart: true, boundMs: 1_000 } as const;
const answer = (json: unknown, status = 200, tookMs = 1) => ({ ...asked, faulty: { status, json, tookMs } });

describe("judgeFaulty", () => {
  it("takes a part that is missing and told of", () => {
    const verdict = judgeFaulty(answer({ ...clean, meta: meta([row]), functions: null }));
    expect(verdict).toEqual({ ok: true, reason: "told" });
  });

  it.each([
    ["nothing names it", { ...clean, functions: [] }, 200, 1, /silent: \$\.functions/],
    [
      "another part goes with it",
      { ...clean, meta: meta([row]), functions: null, apis: [] },
      200,
      1,
      /apis changed/,
    ],
    ["no next step", { ...clean, meta: meta([{ ...row, action: "" }]), functions: null }, 200, 1, /silent/],
    ["a broken page", clean, 500, 1, /status 500/],
    ["too late", clean, 200, 2_000, /took 2 s/],
    ["the whole page without a reason", { error: { message: "Oh." } }, 502, 1, /502 without/],
  ])("does not take it when %s", (_, json, status, tookMs, reason) => {
    const verdict = judgeFaulty(answer(json, status, tookMs));
    expect(verdict).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("takes an answer that does without, whatever the region and what the load cost", () => {
    const elsewhere = { ...clean, meta: { region: "us-bb-1", awsCalls: 9, incomplete: [] } };
    expect(judgeFaulty(answer(elsewhere)).ok).toBe(true);
    expect(judgeFaulty({ ...answer(elsewhere), expects: "whole" }).reason).toBe("whole");
  });

  it("wants all of it where the fault takes nothing away", () => {
    const verdict = judgeFaulty({
      ...answer({ ...clean, meta: meta([row]), functions: null }),
      expects: "whole",
    });
    expect(verdict.ok).toBe(false);
  });
});

it("wants everything back after the fault", () => {
  expect(judgeRecovery(clean, { status: 200, json: clean, tookMs: 1 }).ok).toBe(true);
  expect(judgeRecovery(clean, { status: 200, json: { ...clean, meta: meta([row]) }, tookMs: 1 }).ok).toBe(
    false,
  );
});

it("finds operation and next step at any depth, but only in one place", () => {
  expect(tells({ a: [{ b: { operation, nextStep: "Wait a moment." } }] }, operation)).toBe(true);
  expect(tells({ a: { operation }, b: { nextStep: "Wait a moment." } }, operation)).toBe(false);
});

it("tells where two answers differ first", () => {
  expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toBe("$.a[1].b (2 → 3)");
  expect(firstDifference({ a: [1] }, { a: [1, 2] })).toBe("$.a (1 → 2)");
  expect(firstDifference({ a: 0.1 + 0.2 }, { a: 0.3 })).toBeNull();
});
