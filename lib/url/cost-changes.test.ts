import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProposedChange, retentionDays } from "@/lib/model/cost-proposal";
import { BadParameters } from "@/lib/url/bad-parameter";
import { changeText, MOST_CHANGES, parseChanges } from "@/lib/url/cost-changes";

const one = (change: string): ProposedChange | undefined => parseChanges({ change })[0];

function messagesOf(...change: readonly string[]): readonly string[] {
  try {
    parseChanges({ change });
  } catch (error) {
    if (error instanceof BadParameters) {
      expect(error.all.every(({ parameter }) => parameter === "change")).toBe(true);
      return error.all.map(({ message }) => message);
    }
    throw error;
  }
  return [];
}

describe("parseChanges", () => {
  it("reads what to change and whom it concerns", () => {
    expect(parseChanges({})).toEqual([]);
    expect(parseChanges({ change: ["arm64:pay,list", " ", "traffic-2"] })).toEqual([
      { kind: "arm64", subjects: ["pay", "list"] },
      { kind: "traffic", factor: 2, subjects: [] },
    ]);
    expect(one("memory-1024:pay")).toEqual({ kind: "memory", memoryMb: 1024, subjects: ["pay"] });
    expect(one("provisioned-5:pay,pay")).toMatchObject({
      concurrency: 5,
      hoursPerDay: 24,
      subjects: ["pay"],
    });
    expect(one("provisioned-5-12h:pay")).toMatchObject({ concurrency: 5, hoursPerDay: 12 });
    expect(one("http-api:shop/live")).toEqual({ kind: "http-api", subjects: ["shop/live"] });
    expect(one("savings-plan-no-upfront-0.8")).toMatchObject({
      payment: "no-upfront",
      committedShare: 0.8,
    });
  });

  it("says what is wrong with each", () => {
    expect(messagesOf("memory-99999:pay", "arm64:pay", "timeout-1500")).toEqual([
      "“memory-99999”: “99999” is not from 128 to 10,240 MB, such as memory-1024.",
      "“timeout-1500”: 1500 is not a whole number of seconds, in milliseconds.",
    ]);
    expect(messagesOf("memory")[0]).toContain("has no number");
    expect(messagesOf("memory-1e3")[0]).toContain("is not from 128");
    expect(messagesOf("memory--5")[0]).toContain("is not from 128");
    expect(messagesOf("traffic-1001")[0]).toContain("from 0 to 1,000");
    expect(messagesOf("arm64-2")[0]).toContain("takes no value");
    expect(messagesOf("arm64:,")[0]).toContain("a name is missing");
    expect(messagesOf("retention-31")[0]).toContain("30");
    expect(messagesOf("provisioned-5-25h")[0]).toContain("from 1 to 24 hours");
    expect(messagesOf("savings-plan-monthly-0.8")[0]).toContain("savings-plan-no-upfront-0.8");
    expect(messagesOf("savings-plan-no-upfront-0.8:pay")[0]).toContain("takes no names");
    expect(messagesOf("graviton:pay")[0]).toContain("is not a change. Known are arm64, memory,");
    expect(messagesOf("")).toEqual([]);
  });

  it("has limits", () => {
    const many = Array.from({ length: MOST_CHANGES + 1 }, () => "arm64");
    expect(() => parseChanges({ change: many })).toThrow(/at most 20 changes/);
    expect(messagesOf(`arm64:${Array.from({ length: 101 }, (_, index) => `f${index}`)}`)[0]).toContain("101");
    expect(messagesOf("x".repeat(10_001))[0]).toContain("too long");
    expect(() => parseChanges({ change: "__proto__" })).toThrow(/is not a change/);
  });
});

const subjects = fc.uniqueArray(
  fc
    .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."ab1-_./$%,:2c5 ") })
    .filter((name) => name === name.trim() && name !== ""),
  { maxLength: 4 },
);
const factor = fc.integer({ min: 0, max: 1_000_000 }).map((thousandths) => thousandths / 1000);
const proposal = fc.oneof(
  fc.constantFrom({ kind: "arm64" } as const, { kind: "snap-start" } as const, { kind: "http-api" } as const),
  fc.record({ kind: fc.constant("memory" as const), memoryMb: fc.integer({ min: 128, max: 10_240 }) }),
  fc.record({
    kind: fc.constant("timeout" as const),
    timeoutMs: fc.integer({ min: 1, max: 900 }).map((seconds) => seconds * 1000),
  }),
  fc.record({
    kind: fc.constant("provisioned" as const),
    concurrency: fc.integer({ min: 0, max: 100_000 }),
    hoursPerDay: fc.integer({ min: 1, max: 24 }),
  }),
  fc.record({ kind: fc.constantFrom("traffic" as const, "log-volume" as const), factor }),
  fc.record({ kind: fc.constant("retention" as const), days: fc.constantFrom(...retentionDays) }),
);
const plan = fc.record({
  kind: fc.constant("savings-plan" as const),
  payment: fc.constantFrom("no-upfront" as const, "all-upfront" as const),
  committedShare: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  subjects: fc.constant([]),
});
const change: fc.Arbitrary<ProposedChange> = fc.oneof(
  fc.tuple(proposal, subjects).map(([one, names]) => ({ ...one, subjects: names })),
  plan,
);

describe("changeText", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        expect(parseChanges({ change: changes.map(changeText) })).toEqual(changes);
      }),
    );
  });

  it("never breaks on what was not written by it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."arm64:memory-snprovid,%2c.0159h ") }), (text) => {
        try {
          const changes = parseChanges({ change: text });
          expect(parseChanges({ change: changes.map(changeText) })).toEqual(changes);
        } catch (error) {
          expect(error).toBeInstanceOf(BadParameters);
        }
      }),
    );
  });
});
