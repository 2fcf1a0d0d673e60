import { describe, expect, it } from "vitest";
import { EmptyRun, EndlessPages, emptyRunOf, isEmptyPage } from "@/lib/aws/endless-pages";
import { testScope } from "@/lib/aws/test-scope";

const patience = { emptyPages: 5, emptyForMs: 1_000 };

describe("EndlessPages", () => {
  it("complains of a token that comes again, whether the page has items or not", () => {
    const pages = new EndlessPages(patience);
    expect(pages.complaint(false, "a", 0, 0)).toBeNull();
    expect(pages.complaint(false, "b", 0, 0)).toBeNull();
    expect(pages.complaint(false, "a", 0, 0)).toMatchObject({
      repeated: true,
      message: expect.stringContaining("same page token twice"),
    });
  });

  it("complains of too many empty pages in a row, and starts again after one with items", () => {
    const pages = new EndlessPages(patience);
    for (const token of ["1", "2", "3", "4"]) expect(pages.complaint(true, token, 0, 0)).toBeNull();
    expect(pages.complaint(false, "5", 0, 0)).toBeNull();
    for (const token of ["6", "7", "8", "9"]) expect(pages.complaint(true, token, 0, 0)).toBeNull();
    expect(pages.complaint(true, "10", 0, 0)).toEqual({
      repeated: false,
      message: "The endpoint gave 5 empty pages in a row, each with a token for another one, in 0 s.",
    });
  });

  it("complains of empty pages for too long, but not of one slow page", () => {
    const pages = new EndlessPages(patience);
    expect(pages.complaint(true, "1", 0, 5_000)).toBeNull();
    expect(pages.complaint(true, "2", 5_000, 5_000)).toBeNull();
    expect(pages.complaint(true, "3", 5_000, 5_000)?.message).toContain("3 empty pages");
  });

  it("has one patience for all lists of a load, in which time passes once", () => {
    const time = new EmptyRun();
    const long = { ...patience, emptyPages: 100 };
    const [one, other] = [new EndlessPages(long, time), new EndlessPages(long, time)];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(one.complaint(true, `${turn}`, turn * 300, turn * 300 + 300)).toBeNull();
      expect(other.complaint(true, `${turn}`, turn * 300, turn * 300 + 300)).toBeNull();
    }
    expect(time.ms).toBe(900);
    expect(one.complaint(true, "4", 900, 1_000)).not.toBeNull();
    const many = new EmptyRun();
    const [first, second] = [new EndlessPages(patience, many), new EndlessPages(patience, many)];
    for (const token of ["1", "2"]) {
      expect(first.complaint(true, token, 0, 0)).toBeNull();
      expect(second.complaint(true, token, 0, 0)).toBeNull();
    }
    expect(first.complaint(true, "3", 0, 0)?.message).toContain("5 empty pages");
    const later = new EndlessPages(long, time);
    expect(later.complaint(true, "1", 1_000, 1_001)).toBeNull();
    expect(later.complaint(true, "2", 1_001, 1_002)).toBeNull();
    expect(later.complaint(true, "3", 1_002, 1_003)).not.toBeNull();
  });

  it("complains of one that never ends while others of the load go well", () => {
    const run = new EmptyRun();
    const [endless, well] = [new EndlessPages(patience, run), new EndlessPages(patience, run)];
    for (const token of ["1", "2", "3", "4"]) {
      expect(endless.complaint(true, token, 0, 0)).toBeNull();
      expect(well.complaint(true, undefined, 0, 0)).toBeNull();
    }
    expect(endless.complaint(true, "5", 0, 0)?.message).toContain("5 empty pages");
  });

  it.each([
    ["content", false, "x"],
    ["an end", true, undefined],
  ])("has its whole patience again after a list with %s", (_, empty, token) => {
    const time = new EmptyRun();
    expect(new EndlessPages(patience, time).complaint(true, "1", 0, 5_000)).toBeNull();
    expect(new EndlessPages(patience, time).complaint(empty, token, 5_000, 5_100)).toBeNull();
    expect(time.ms).toBe(0);
  });
});

describe("emptyRunOf", () => {
  it("is one a load and operation", () => {
    const [scope, elsewhere] = [testScope(), testScope()];
    const logs = { service: "logs", operation: "FilterLogEvents" } as const;
    expect(emptyRunOf({ ...scope, region: "x" }, logs)).toBe(emptyRunOf(scope, logs));
    expect(emptyRunOf(elsewhere, logs)).not.toBe(emptyRunOf(scope, logs));
    expect(emptyRunOf(scope, { ...logs, operation: "GetLogEvents" })).not.toBe(emptyRunOf(scope, logs));
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
