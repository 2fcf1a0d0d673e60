import { describe, expect, it } from "vitest";
import { type LinesOfFunction, lineLimits } from "@/lib/concurrency/line-limits";

const told = (name: string, more: Partial<NonNullable<LinesOfFunction["limits"]>> = {}): LinesOfFunction => ({
  name,
  state: "known",
  memoryMb: 512,
  limits: { maxMemoryUsedMb: 100, memorySizeMb: 512, outOfMemory: 0, payloadErrors: 0, ...more },
});
const untold: LinesOfFunction = { name: "search-indexer", state: "unknown", memoryMb: 512, limits: null };

describe("lineLimits", () => {
  it("calls out memory from 80 % of its size, and from 95 % as critical", () => {
    const used = [100, 409, 410, 486, 487].map((mb, i) => told(`f${i}`, { maxMemoryUsedMb: mb }));
    const { rows, answer } = lineLimits(used);
    expect(rows.map(({ name, health }) => [name, health])).toEqual([
      ["f4", "critical"],
      ["f3", "warning"],
      ["f2", "warning"],
      ["f1", "ok"],
      ["f0", "ok"],
    ]);
    expect(answer.health).toBe("critical");
    expect(answer.sentence).toContain(
      "Of 5 functions, 3 used 80 % of their memory or more; nearest: f4, 487 MB",
    );
  });

  it("names kills before all, though the function is larger by now", () => {
    const { rows, answer } = lineLimits([
      told("near", { maxMemoryUsedMb: 511 }),
      { ...told("images", { maxMemoryUsedMb: 256, memorySizeMb: 256, outOfMemory: 3 }), memoryMb: 1_024 },
    ]);
    expect(rows[0]).toMatchObject({
      name: "images",
      limit: 256,
      share: 1,
      note: "Killed 3 times for lack of memory",
    });
    expect(answer).toEqual({
      health: "critical",
      sentence:
        "images was killed 3 times for lack of memory after using 256 MB of 256 MB. No line tells of a response refused for its size.",
    });
  });

  it("counts a kill whose memory no line says", () => {
    const { rows, answer } = lineLimits([told("images", { maxMemoryUsedMb: null, outOfMemory: 1 })]);
    expect(rows).toMatchObject([{ kind: "memory", unit: "count", used: 1, share: null, health: "critical" }]);
    expect(answer.sentence).toContain("images was killed once for lack of memory.");
  });

  it("counts refused responses", () => {
    const { rows, answer } = lineLimits([told("exports", { payloadErrors: 2 })]);
    expect(rows[0]).toMatchObject({ kind: "payload", used: 2, health: "critical" });
    expect(answer).toMatchObject({ health: "critical" });
    expect(answer.sentence).toContain("exports had 2 responses refused for their size.");
    expect(answer.sentence).not.toContain("No line tells");
  });

  it("takes what is not told for unknown, never for zero", () => {
    const none = told("managed", { maxMemoryUsedMb: null, memorySizeMb: null });
    expect(lineLimits([untold, none])).toEqual({
      answer: { health: "unknown", sentence: "No log line of this window says how much memory was used." },
      rows: [],
      memoryUnknown: ["managed", "search-indexer"],
    });
    const { answer, memoryUnknown } = lineLimits([untold, told("a")]);
    expect(answer.sentence).toContain("Of 1 function whose lines tell");
    expect(memoryUnknown).toEqual(["search-indexer"]);
  });

  it("says of lines that were read in part that it is at least so much", () => {
    const { rows } = lineLimits([{ ...told("a"), state: "partial" }]);
    expect(rows[0]?.note).toBe("A part of its lines was not read: at least so much");
  });

  it("holds the use against the configuration where lines have no size, and against nothing without one", () => {
    expect(lineLimits([told("a", { memorySizeMb: null })]).rows[0]).toMatchObject({ limit: 512 });
    const bare = { ...told("a", { memorySizeMb: null }), memoryMb: null };
    const { rows, answer } = lineLimits([bare]);
    expect(rows[0]).toMatchObject({ limit: null, share: null, health: "unknown" });
    expect(answer.health).toBe("unknown");
  });
});
