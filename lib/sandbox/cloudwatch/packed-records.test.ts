import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PackedRecords, packedCache } from "@/lib/sandbox/cloudwatch/packed-records";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SETTLE = 5 * MINUTE;

interface Item {
  readonly startMs: number;
  /** When it has ended, and so can be seen. */
  readonly endMs: number;
}

function packed(items: readonly Item[], clock: { nowMs: number }): PackedRecords {
  const sorted = [...items].sort((a, b) => a.startMs - b.startMs);
  return new PackedRecords(packedCache(1e6), {
    key: "items",
    width: 2,
    settleMs: SETTLE,
    list: (fromMs, toMs) =>
      sorted.flatMap(({ startMs, endMs }, i) =>
        startMs >= fromMs && startMs < toMs && endMs <= clock.nowMs ? [i] : [],
      ),
    pack(index, rows, at) {
      const item = sorted[index];
      rows[at + 1] = (item?.endMs ?? 0) - (item?.startMs ?? 0);
      return item?.startMs ?? 0;
    },
  });
}

function read(records: PackedRecords, fromMs: number, toMs: number, nowMs: number): readonly string[] {
  const found: string[] = [];
  records.each(fromMs, toMs, nowMs, (startMs, rows, at) => found.push(`${startMs} ${rows[at + 1]}`));
  return found;
}

describe("packed records", () => {
  it("are, whenever asked, those of a fresh reading, in order", () => {
    const item = fc
      .record({
        startMs: fc.integer({ min: 0, max: 2 * HOUR }),
        lengthMs: fc.integer({ min: 0, max: SETTLE - 1 }),
      })
      .map(({ startMs, lengthMs }) => ({ startMs, endMs: startMs + lengthMs }));
    const clocks = fc.array(fc.integer({ min: 0, max: 3 * HOUR }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), clocks, (items, times) => {
        const clock = { nowMs: 0 };
        const warm = packed(items, clock);
        for (const nowMs of [...times].sort((a, b) => a - b)) {
          clock.nowMs = nowMs;
          expect(read(warm, 0, 3 * HOUR, nowMs)).toEqual(read(packed(items, clock), 0, 3 * HOUR, nowMs));
        }
      }),
    );
  });

  it("include the first instant of a window and exclude its last", () => {
    const items = [59_999.99, 60_000, 119_999.99, 120_000].map((startMs) => ({ startMs, endMs: startMs }));
    expect(read(packed(items, { nowMs: HOUR }), MINUTE, 2 * MINUTE, HOUR)).toEqual([
      "60000 0",
      "119999.99 0",
    ]);
  });
});
