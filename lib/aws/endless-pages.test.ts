import { describe, expect, it } from "vitest";
import { EndlessPages, isEmptyPage } from "@/lib/aws/endless-pages";

const patience = { emptyPages: 5, emptyForMs: 1_000 };

describe("EndlessPages", () => {
  it("complains of a token that comes again, whether the page has items or not", () => {
    const pages = new EndlessPages(patience);
    expect(pages.complaint(false, "a", 0)).toBeNull();
    expect(pages.complaint(false, "b", 0)).toBeNull();
    expect(pages.complaint(false, "a", 0)).toContain("same page token twice");
  });

  it("complains of too many empty pages in a row, and starts again after one with items", () => {
    const pages = new EndlessPages(patience);
    for (const token of ["1", "2", "3", "4"]) expect(pages.complaint(true, token, 0)).toBeNull();
    expect(pages.complaint(false, "5", 0)).toBeNull();
    for (const token of ["6", "7", "8", "9"]) expect(pages.complaint(true, token, 0)).toBeNull();
    expect(pages.complaint(true, "10", 0)).toBe(
      "The endpoint gave 5 empty pages in a row, each with a token for another one.",
    );
  });

  it("complains of empty pages for too long, but not of one slow page", () => {
    const pages = new EndlessPages(patience);
    expect(pages.complaint(true, "1", 5_000)).toBeNull();
    expect(pages.complaint(true, "2", 0)).toBeNull();
    expect(pages.complaint(true, "3", 0)).toContain("3 empty pages");
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
