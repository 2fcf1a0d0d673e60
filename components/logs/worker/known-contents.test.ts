import { expect, it } from "vitest";
import { KnownContents, SEAM_MS } from "@/components/logs/worker/known-contents";

it("knows a content for one to two seams, and not for ever", () => {
  const known = new KnownContents();
  expect(known.add("a", 0)).toBe(true);
  expect(known.add("a", SEAM_MS)).toBe(false);
  expect(known.add("b", SEAM_MS + 1)).toBe(true);
  expect(known.add("a", SEAM_MS + 2)).toBe(false);
  expect(known.add("c", 2 * SEAM_MS + 2)).toBe(true);
  expect(known.add("a", 2 * SEAM_MS + 3)).toBe(true);
  known.clear();
  expect(known.add("c", 0)).toBe(true);
});
