import { expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseSummaryParts, parseSummaryQueries, summaryQueriesText } from "@/lib/url/log-summary";

it("reads parts in a fixed order, each once; all when none is named", () => {
  expect(parseSummaryParts({})).toEqual(["counts", "errors", "slowest"]);
  expect(parseSummaryParts({ parts: "slowest, counts,counts" })).toEqual(["counts", "slowest"]);
  expect(() => parseSummaryParts({ parts: "counts,all" })).toThrow(BadParameter);
});

it("reads query ids and writes them back", () => {
  expect(parseSummaryQueries({})).toBeNull();
  const text = "counts:12ab34cd-0000-4000-8000-1234567890ab,slowest:x-1";
  expect(parseSummaryQueries({ queries: text })).toEqual({
    counts: "12ab34cd-0000-4000-8000-1234567890ab",
    slowest: "x-1",
  });
  expect(summaryQueriesText(parseSummaryQueries({ queries: text }) ?? {})).toBe(text);
  for (const queries of ["", "counts", "counts:", "other:1", "counts:a b"]) {
    expect(() => parseSummaryQueries({ queries: queries === "" ? "," : queries })).toThrow(BadParameter);
  }
});
