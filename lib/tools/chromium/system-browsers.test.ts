import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { findOnPath } from "@/lib/tools/chromium/system-browsers.mjs";

const folder = mkdtempSync(join(tmpdir(), "lambdascope-path-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("finds the first executable of the name and nothing else", () => {
  const path = ["/does/not/exist", "", folder].join(delimiter);
  const file = join(folder, "chromium");
  expect(findOnPath("chromium", path)).toBeNull();
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  expect(findOnPath("chromium", path)).toBe(file);
  expect(findOnPath("chrome", path)).toBeNull();
});
