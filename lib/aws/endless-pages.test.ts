import { describe, expect, it } from "vitest";
import { EndlessPages, isEmptyPage } from "@/lib/aws/endless-pages";

const patience = { emptyPages: 5, emptyForMs: 1_000 };

describe("EndlessPages", () => {
  it("complains of a token that comes again, whether the page has items or not", () => {
    const pages = new EndlessPages(patience, () => 0);
    expect(pages.complaint(false, "a")).toBeNull();
    expect(pages.complaint(false, "b")).toBeNull();
    expect(pages.complaint(false, "a")).toContain("same page token twice");
  });

  it("complains of too many empty pages in a row, and starts again after one with items", () => {
    const pages = new EndlessPages(patience, () => 0);
    for (const token of ["1", "2", "3", "4"]) expect(pages.complaint(true, token)).toBeNull();
    expect(pages.complaint(false, "5")).toBeNull();
    for (const token of ["6", "7", "8", "9"]) expect(pages.complaint(true, token)).toBeNull();
    expect(pages.complaint(true, "10")).toBe(
      "The endpoint gave 5 empty pages in a row, each with a token for another one.",
    );
  });

  it("complains of empty pages for too long, but not of one slow page", () => {
    let nowMs = 0;
    const pages = new EndlessPages(patience, () => nowMs);
    nowMs = 5_000;
    expect(pages.complaint(true, "1")).toBeNull();
    expect(pages.complaint(true, "2")).toBeNull();
    expect(pages.complaint(true, "3")).toContain("3 empty pages");
  });
});

describe("isEmptyPage", () => {
  it.each([
    [{ Functions: [], NextMarker: "x" }, true],
    [{ MetricAlarms: [], CompositeAlarms: [{}] }, false],
    [{ Functions: [{}] }, false],
    [{ RetrievalStatus: "RUNNING" }, false],
    [undefined, false],
  ])("%j: %s", (wire, empty) => {
    expect(isEmptyPage(wire)).toBe(empty);
  });
});
