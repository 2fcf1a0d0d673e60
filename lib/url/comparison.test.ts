import { expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseComparison, readLogsSearch } from "@/lib/url/comparison";

it("reads what the link wrote, and nothing else for a yes", () => {
  expect(parseComparison(readLogsSearch("alias.live-1"))).toEqual({
    deployment: "alias.live-1",
    readLogs: true,
  });
  expect(parseComparison({})).toEqual({ deployment: null, readLogs: false });
  expect(parseComparison({ coldStarts: "yes" }).readLogs).toBe(false);
});

it("refuses what is given twice", () => {
  expect(() => parseComparison({ coldStarts: ["read", "read"] })).toThrow(BadParameter);
  expect(() => parseComparison({ deployment: ["a", "b"] })).toThrow(BadParameter);
});
