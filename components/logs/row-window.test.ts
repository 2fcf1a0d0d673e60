import { expect, it } from "vitest";
import { RowWindow } from "@/components/logs/row-window";

const settled = () => new Promise((resolve) => setTimeout(resolve));

it("fetches what comes into view once, and again for a new version", async () => {
  const asked: string[] = [];
  const rows = new RowWindow(async (from, to) => {
    asked.push(`${from}-${to}`);
    return Array.from({ length: to - from }, (_, i) => `row ${from + i} of ${asked.length}`);
  });
  rows.want(90, 110, 1);
  rows.want(90, 110, 1);
  await settled();
  expect(asked).toEqual(["0-100", "100-200"]);
  expect(rows.get(105)).toBe("row 105 of 2");
  expect(rows.get(205)).toBeUndefined();
  rows.want(105, 106, 2);
  // Old rows stay until new ones are there.
  expect(rows.get(105)).toBe("row 105 of 2");
  await settled();
  expect(rows.get(105)).toBe("row 105 of 3");
});

it("never lets an older answer replace a newer one", async () => {
  const waiting: ((rows: readonly string[]) => void)[] = [];
  const rows = new RowWindow(() => new Promise<readonly string[]>((resolve) => waiting.push(resolve)));
  rows.want(0, 1, 1);
  rows.want(0, 1, 2);
  waiting[1]?.(["new"]);
  await settled();
  waiting[0]?.(["old"]);
  await settled();
  expect(rows.get(0)).toBe("new");
});
