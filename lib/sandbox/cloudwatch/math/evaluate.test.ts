import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, type MathScope } from "@/lib/sandbox/cloudwatch/math/evaluate";
import { parseExpression } from "@/lib/sandbox/cloudwatch/math/syntax";
import { type LabelledSeries, one, type Value } from "@/lib/sandbox/cloudwatch/math/value";

const PERIOD_MS = 60_000;

/** A series drawn as text: `1 - 3` has no value in the middle. */
function series(drawn: string, periodMs = PERIOD_MS): LabelledSeries {
  const values = drawn.split(" ").map((text) => (text === "-" ? Number.NaN : Number(text)));
  const grid = { startMs: 0, periodMs, count: values.length, endMs: values.length * periodMs };
  return { grid, values: Float64Array.from(values), label: drawn };
}

function draw(value: Value): string {
  const one = (item: LabelledSeries) =>
    [...item.values].map((v) => (Number.isNaN(v) ? "-" : String(v))).join(" ");
  if (value.kind === "scalar") return `scalar ${value.value}`;
  if (value.kind === "series") return one(value.series);
  return value.kind === "array" ? value.items.map(one).join(" | ") : value.word;
}

function scopeOf(queries: Readonly<Record<string, LabelledSeries>>): MathScope {
  return {
    grid: series("0 0 0").grid,
    byId: (id) => (queries[id] ? one(queries[id]) : undefined),
    metrics: (part) =>
      Object.entries(queries).flatMap(([id, item]) => (id.includes(part ?? "") ? [item] : [])),
    search: () => [series("1 2 3"), series("3 2 1"), series("- - -")],
  };
}

function run(expression: string, queries: Readonly<Record<string, string>> = {}): string {
  const scope = scopeOf(Object.fromEntries(Object.entries(queries).map(([id, text]) => [id, series(text)])));
  return draw(evaluate(parseExpression(expression), scope));
}

describe("metric math", () => {
  it.each([
    ["1 + 2 * 3", "scalar 7"],
    ["(1 + 2) * 3", "scalar 9"],
    ["2 ^ 3 ^ 2", "scalar 512"],
    ["(-2) ^ 2", "scalar 4"],
    ["-2 ^ 2", "scalar -4"],
    ["2 - 3 - 4", "scalar -5"],
    ["1e3 / .5", "scalar 2000"],
    ["1 < 2 AND 3 >= 4", "scalar 0"],
    ["1 == 1 || 0", "scalar 1"],
  ])("%s", (expression, expected) => {
    expect(run(expression)).toBe(expected);
  });

  const m = { m1: "10 - 30 -", m2: "2 5 0 -" };
  it.each([
    ["m1 + m2", "12 5 30 -"],
    ["m1 - 1", "9 - 29 -"],
    ["-m1", "-10 - -30 -"],
    ["m1 / m2", "5 0 - -"],
    ["100 / [m1, m2]", "10 - 3.3333333333333335 - | 50 20 - -"],
    ["SUM([m1, m2])", "12 5 30 -"],
    ["AVG([m1, m2])", "6 2.5 15 -"],
    ["MIN([m1, m2])", "2 5 0 -"],
    ["MAX(METRICS())", "10 5 30 -"],
    ["DATAPOINT_COUNT([m1, m2])", "2 1 2 -"],
    ["m1 / SUM(m2)", "1.4285714285714286 - 4.285714285714286 -"],
    ["AVG(m1)", "scalar 20"],
    ["MAX(m1) - MIN(m2)", "scalar 30"],
    ["STDDEV(m1)", "scalar 10"],
    ["FILL(m1, 0)", "10 0 30 0"],
    ["FILL(m1, REPEAT)", "10 10 30 30"],
    ["FILL(m1, LINEAR)", "10 20 30 -"],
    ["FILL(m1, m2)", "10 5 30 -"],
    ["FILL(METRICS('1'), AVG(m1))", "10 20 30 20"],
    ["DIFF(m2)", "- 3 -5 -"],
    ["RATE(m1)", "- - 0.16666666666666666 -"],
    ["m1 / PERIOD(m1)", "0.16666666666666666 - 0.5 -"],
    ["RUNNING_SUM(m2)", "2 7 7 -"],
    ["ABS(-m2)", "2 5 0 -"],
    ["CEIL(m2 / 2)", "1 3 0 -"],
    ["TIME_SERIES(5)", "5 5 5"],
    ["IF(m2 > 1, 1, 0)", "1 1 0 -"],
    ["IF(m2, m1, 7)", "10 0 7 -"],
    ["IF(m2 > 1, m1)", "10 0 - -"],
    ["IF(1, m1, m2)", "10 - 30 -"],
    ["m2 > 1 AND m1 > 1", "1 0 0 -"],
    ["METRIC_COUNT(METRICS())", "scalar 2"],
  ])("%s", (expression, expected) => {
    expect(run(expression, m)).toBe(expected);
  });

  it.each([
    ["SORT(SEARCH('x', 'Sum', 60), MAX, DESC)", "1 2 3 | 3 2 1 | - - -"],
    ["SORT(SEARCH('x', 'Sum', 60), SUM, DESC, 1)", "1 2 3"],
    ["SLICE(SEARCH('x', 'Sum', 60), 1, 2)", "3 2 1"],
    ["REMOVE_EMPTY(SEARCH('x', 'Sum', 60))", "1 2 3 | 3 2 1"],
    ["FIRST(SEARCH('x', 'Sum'))", "1 2 3"],
    ["SUM(SEARCH('x', 'Sum')) * 2", "8 8 8"],
  ])("%s", (expression, expected) => {
    expect(run(expression)).toBe(expected);
  });

  it.each([
    "",
    "m1 +",
    "(m1",
    "m1 m2",
    "NOPE(m1)",
    "toString(m1)",
    "SUM(m1, m2)",
    "SUM(1)",
    "[m1, 3]",
    "'a' + m1",
    "[m1] + [m2]",
    "SEARCH(m1)",
    "SORT(METRICS(), UP, DESC)",
    "FILL(m1)",
    "m1 $ m2",
    "unknown",
  ])("refuses %s", (expression) => {
    expect(() => run(expression, m)).toThrow(expect.objectContaining({ code: "ValidationException" }));
  });

  it("joins series of different periods at the times of the coarser one", () => {
    const scope = scopeOf({ fine: series("1 2 3 4"), coarse: series("10 20", 2 * PERIOD_MS) });
    expect(draw(evaluate(parseExpression("fine + coarse"), scope))).toBe("11 23");
  });

  it("leaves its inputs alone", () => {
    const input = series("1 - 3");
    const before = [...input.values];
    evaluate(parseExpression("FILL(-m * 2, LINEAR) + RUNNING_SUM(m)"), scopeOf({ m: input }));
    expect([...input.values]).toEqual(before);
  });

  const points = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), { minLength: 3, maxLength: 3 });
  const text = (values: readonly (number | null)[]) => values.map((value) => value ?? "-").join(" ");

  it("keeps the identities of arithmetic", () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const queries = { a: text(a), b: text(b) };
        expect(run("SUM([a, b])", queries)).toBe(run("a + b", queries));
        expect(run("a + b", queries)).toBe(run("b + a", queries));
        expect(run("(a - b) + b", queries)).toBe(run("a + 0 * b", queries));
        expect(run("--a", queries)).toBe(run("a", queries));
        expect(run("FILL(FILL(a, 7), 8)", queries)).toBe(run("FILL(a, 7)", queries));
        expect(run("SUM(RUNNING_SUM(DIFF(FILL(a, 0))) * 0)", queries)).toBe("scalar 0");
        expect(run("AVG([a, b]) * METRIC_COUNT([a, b])", queries)).toBe(run("SUM([a, b])", queries));
      }),
    );
  });
});
