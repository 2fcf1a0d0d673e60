import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isAtLeast, minimumNode } from "@/lib/tools/require-node.mjs";
import { root } from "@/lib/tools/root.mjs";

it.each([
  ["20.9.0", "20.9.0", true],
  ["20.10.0", "20.9.0", true],
  ["22.0.0", "20.9.0", true],
  ["20.8.1", "20.9.0", false],
  ["18.99.99", "20.9.0", false],
  ["20.9.0-nightly", "20.9.0", true],
])("%s is at least %s: %s", (actual, minimum, expected) => {
  expect(isAtLeast(actual, minimum)).toBe(expected);
});

it("asks for the version that package.json states", () => {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  expect(engines.node).toBe(`>=${minimumNode}`);
});
