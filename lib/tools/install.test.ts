import { describe, expect, it } from "vitest";
import { staleReason } from "@/lib/tools/install.mjs";

const next = { "node_modules/next": { version: "16.0.0" } };

describe("staleReason", () => {
  it("is null when every package is there", () => {
    expect(staleReason({ packages: { "": { version: "1.0.0" }, ...next } }, { packages: next })).toBeNull();
  });

  it("ignores optional packages, which other platforms install", () => {
    const optional = { "node_modules/fsevents": { version: "2.0.0", optional: true } };
    expect(staleReason({ packages: { ...next, ...optional } }, { packages: next })).toBeNull();
  });

  it("ignores what is installed on top", () => {
    expect(staleReason({ packages: {} }, { packages: next })).toBeNull();
  });

  it("names a missing package", () => {
    expect(staleReason({ packages: next }, { packages: {} })).toBe("next is not installed");
    expect(staleReason({ packages: next }, {})).toBe("next is not installed");
  });

  it("names a nested package of another version", () => {
    const path = "node_modules/a/node_modules/@scope/b";
    expect(
      staleReason(
        { packages: { [path]: { version: "2.0.0" } } },
        { packages: { [path]: { version: "1.0.0" } } },
      ),
    ).toBe("@scope/b is 1.0.0, wanted 2.0.0");
  });
});
