import { describe, expect, it } from "vitest";
import { compileText } from "@/lib/logs/filter/compile-text";
import { everything, type LogFilter } from "@/lib/logs/filter/log-filter";
import { type Readers, selectFrom } from "@/lib/logs/filter/select";
import { levelHistogram } from "@/lib/logs/histogram";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook } from "@/lib/logs/log-book";
import { readTranscript } from "@/lib/testing/log-transcript";

const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";

const book = createLogBook([]);
book.add(
  readTranscript(`
    2026/01/15/[7]00000000000000000000000000000001 10  START RequestId: ${A} Version: 7
    2026/01/15/[7]00000000000000000000000000000001 11  1970-01-01T00:00:00.011Z	${A}	INFO	Order saved
    2026/01/15/[7]00000000000000000000000000000001 20  REPORT RequestId: ${A}	Duration: 10.00 ms	Init Duration: 5.00 ms
    2026/01/15/[8]00000000000000000000000000000002 30  START RequestId: ${B} Version: 8
    2026/01/15/[8]00000000000000000000000000000002 31  1970-01-01T00:00:00.031Z	${B}	ERROR	order lost
    2026/01/15/[8]00000000000000000000000000000002 90  REPORT RequestId: ${B}	Duration: 60.00 ms	Status: timeout
  `),
  "fn:orders",
);
const readers: Readers = { book, levels: new LineLevels(book), invocations: new InvocationReader(book) };

function found(filter: Partial<LogFilter>) {
  const selected = selectFrom(readers, { ...everything, ...filter });
  if (!selected.ok) throw new Error(selected.bad.message);
  return {
    lines: Array.from(selected.selection.lines(), (line) => book.timeOf(line)),
    requests: Array.from(selected.selection.invocations(), (id) => book.requestIdOfInvocation(id).charAt(0)),
  };
}

const text = (kind: "text" | "regex", pattern: string, ignoreCase = true) => ({ kind, pattern, ignoreCase });

describe("a filter", () => {
  it.each([
    ["nothing asked", {}, [10, 11, 20, 30, 31, 90], ["a", "b"]],
    ["text in any case", { text: text("text", "ORDER") }, [11, 31], ["a", "b"]],
    ["text in its case", { text: text("text", "Order", false) }, [11], ["a"]],
    ["a regular expression", { text: text("regex", "order (lost|found)$") }, [31], ["b"]],
    ["level", { level: "error" }, [31, 90], ["b"]],
    ["status", { statuses: ["timeout", "crash"] }, [30, 31, 90], ["b"]],
    ["cold starts", { cold: true }, [10, 11, 20], ["a"]],
    ["warm ones", { cold: false }, [30, 31, 90], ["b"]],
    ["duration", { minDurationMs: 60 }, [30, 31, 90], ["b"]],
    ["version", { version: "7" }, [10, 11, 20], ["a"]],
    ["function", { functionName: "orders" }, [10, 11, 20, 30, 31, 90], ["a", "b"]],
    ["another function", { functionName: "billing" }, [], []],
    ["request id", { requestId: A }, [10, 11, 20], ["a"]],
    ["all together", { requestId: A, level: "error" }, [], []],
  ] satisfies [string, Partial<LogFilter>, number[], string[]][])("by %s", (_, filter, lines, requests) => {
    expect(found(filter)).toEqual({ lines, requests });
  });
});

describe("patterns", () => {
  it("that cannot be read tell where", () => {
    expect(compileText(text("regex", "ab(c"))).toMatchObject({
      ok: false,
      bad: { message: expect.stringContaining("missing") },
    });
    expect(compileText(text("regex", "a[z-a]b"))).toMatchObject({ ok: false, bad: { from: 2, to: 5 } });
    expect(compileText(text("regex", "(?<=a)b"))).toMatchObject({ ok: false });
    expect(compileText(text("regex", "x".repeat(2_000)))).toMatchObject({ ok: false });
  });

  it("that would freeze a backtracking engine answer", () => {
    const compiled = compileText(text("regex", "^(a+)+$", false));
    expect(compiled.ok && compiled.matches(`${"a".repeat(50_000)}b`)).toBe(false);
  });

  it("of plain text mean themselves", () => {
    const compiled = compileText(text("text", "a.*[b"));
    expect(compiled.ok && compiled.matches("xA.*[By")).toBe(true);
    expect(compiled.ok && compiled.matches("axxb")).toBe(false);
  });
});

describe("histogram", () => {
  it("counts lines by level and time, and leaves out what lies outside", () => {
    const { counts, binMs } = levelHistogram(book, readers.levels, book.lines(), 10, 50, 2);
    expect(binMs).toBe(20);
    // none trace debug info warn error fatal
    expect(Array.from(counts)).toEqual([...[2, 0, 0, 1, 0, 0, 0], ...[1, 0, 0, 0, 0, 1, 0]]);
  });

  it("refuses a span of nothing", () => {
    expect(() => levelHistogram(book, readers.levels, book.lines(), 10, 10, 2)).toThrow(RangeError);
  });
});
