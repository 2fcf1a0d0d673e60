import { expect, it } from "vitest";
import { withGap } from "@/components/logs/worker/tail";
import type { TailGap } from "@/lib/model/views/logs";

function gap(change: Partial<TailGap>): TailGap {
  return {
    type: "gap",
    source: "fn:a",
    fromMs: 10,
    toMs: 20,
    cause: "dropped",
    recovered: false,
    ...change,
  };
}

it("closes what was missing from then on, of that source, and nothing else", () => {
  const older = gap({ fromMs: 5 });
  const other = gap({ source: "fn:b" });
  const open = [older, gap({}), gap({ cause: "sampled", fromMs: 15 }), other].reduce(withGap, []);
  expect(open).toHaveLength(4);
  const closing = gap({ recovered: true, toMs: 30 });
  expect(withGap(open, closing)).toEqual([older, other, closing]);
});

it("keeps the last fifty", () => {
  const many = Array.from({ length: 60 }, (_, i) => gap({ fromMs: i })).reduce(withGap, []);
  expect(many).toHaveLength(50);
  expect(many.at(-1)?.fromMs).toBe(59);
});
