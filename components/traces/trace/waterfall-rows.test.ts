import { expect, it } from "vitest";
import { waterfallRows } from "@/components/traces/trace/waterfall-rows";
import type { LineRow } from "@/lib/model/views/log-answer";

const line = (message: string): LineRow => ({
  id: message,
  timestampMs: 0,
  ingestionMs: 0,
  source: "fn:orders-api",
  stream: "s",
  level: null,
  requestId: null,
  attribution: null,
  message,
});

const told = (rows: ReturnType<typeof waterfallRows>) =>
  Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index);
    if (row === null) return null;
    if (row.kind === "span") return `span ${row.span}`;
    return row.kind === "line" ? row.line.message : row.text;
  });

it("is the spans alone while no log is open", () => {
  const rows = waterfallRows(Int32Array.from([0, 3, 7]), new Map());
  expect(told(rows)).toEqual(["span 0", "span 3", "span 7"]);
  expect(rows.at(3)).toBeNull();
});

it("puts each span's lines right under it, with what cannot be shown said", () => {
  const rows = waterfallRows(
    Int32Array.from([0, 3, 7]),
    new Map([
      [3, { state: "lines", lines: [line("START"), line("END")], note: "2 more lines on the Logs page" }],
      [7, { state: "none", reason: "denied" }],
    ]),
  );
  expect(told(rows)).toEqual([
    "span 0",
    "span 3",
    "START",
    "END",
    "2 more lines on the Logs page",
    "span 7",
    "denied",
  ]);
  expect([0, 1, 2].map(rows.indexOf)).toEqual([0, 1, 5]);
});

it("has no rows for the lines of a span that is folded away", () => {
  const rows = waterfallRows(Int32Array.from([0]), new Map([[3, { state: "loading" }]]));
  expect(told(rows)).toEqual(["span 0"]);
});
