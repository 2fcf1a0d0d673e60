import { expect, it } from "vitest";
import { ChangeLog } from "@/lib/logs/book/change-log";

it("tells from when on things changed after a version, and everything where it does not remember", () => {
  const log = new ChangeLog();
  expect(log.firstMsSince(0)).toBe(Number.POSITIVE_INFINITY);
  log.note(30);
  log.note(10);
  log.note(20);
  expect([0, 1, 2, 3, 4].map((version) => log.firstMsSince(version))).toEqual([
    10,
    10,
    20,
    Infinity,
    Infinity,
  ]);
  for (let i = 0; i < 1_000; i++) log.note(50);
  expect(log.firstMsSince(2)).toBe(Number.NEGATIVE_INFINITY);
  expect(log.firstMsSince(3)).toBe(50);
});
