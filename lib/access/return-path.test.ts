import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnPath } from "@/lib/access/return-path";

describe("safeReturnPath", () => {
  it.each([
    "/",
    "/functions/payments-charge?from=2026-01-15T09:00:00Z&to=now&region=eu-west-1",
    "/logs?q=%22%2F%2Fevil.example%22",
    "/traces/1-6968a3c0-abc?span=%2F",
  ])("keeps %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    [null, "nothing asked"],
    ["", "empty"],
    ["//evil.example/x", "a host"],
    ["///evil.example", "a host behind three"],
    ["/\\evil.example", "a backslash, which browsers take for a slash"],
    ["\\\\evil.example", "two of them"],
    ["/\t/evil.example", "a tab, which browsers drop"],
    ["/\n/evil.example", "a line break"],
    ["/..//evil.example", "dots that end in a host"],
    ["/a/../..//evil.example", "more dots"],
    ["https://evil.example/", "another origin"],
    ["javascript:alert(1)", "a script"],
    [" /x", "something before the slash"],
    ["/auth/sign-out", "where nobody is on their way to"],
    ["/x/../auth/sign-in?to=/", "the same with dots"],
    ["/api/logs", "no page"],
  ] as const)("gives the overview for %j: %s", (path: string | null, _why: string) => {
    expect(safeReturnPath(path)).toBe("/");
  });

  it("drops a query that no cookie could hold, and keeps the page", () => {
    expect(safeReturnPath(`/logs?q=${"x".repeat(5_000)}`)).toBe("/logs");
    expect(safeReturnPath(`/${"x".repeat(5_000)}`)).toBe("/");
  });

  it("never leaves the origin, whatever is asked", () => {
    const piece = fc.oneof(
      fc.constantFrom("/", "\\", "//", "..", "evil.example", ":", "@", "\t", "\r", "?", "#", "%2f", "https:"),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { origin } = new URL(safeReturnPath(pieces.join("")), "https://lambdas.example");
        expect(origin).toBe("https://lambdas.example");
      }),
    );
  });
});
