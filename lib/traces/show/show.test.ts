import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanKinds } from "@/lib/model/trace";
import { type SpanColumns, spanFlags } from "@/lib/model/views/spans";
import { criticalSections } from "@/lib/traces/show/critical-sections";
import { findSpans, nextFind } from "@/lib/traces/show/find-spans";
import { flameOf } from "@/lib/traces/show/flame";
import { type SpanTree, spanTreeOf } from "@/lib/traces/show/span-tree";
import { clampView, isWhole, pan, readView, wholeView, writeView, zoom } from "@/lib/traces/show/time-view";
import { isFolded, rowOf, toggle, unfoldTo, visibleRows } from "@/lib/traces/show/visible-rows";

interface DrawnSpan {
  readonly name: string;
  readonly parent: number;
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly flags?: number;
  readonly self?: number;
}

function columnsOf(spans: readonly DrawnSpan[]): SpanColumns {
  const strings = [...new Set(["svc", ...spans.map(({ name }) => name)])];
  const none = spans.map(() => -1);
  return {
    strings,
    parent: spans.map(({ parent }) => parent),
    id: spans.map(({ name }) => strings.indexOf(name)),
    name: spans.map(({ name }) => strings.indexOf(name)),
    service: spans.map(() => 0),
    serviceType: none,
    kind: spans.map(() => spanKinds.indexOf("code")),
    offsetMs: spans.map(({ fromMs }) => fromMs),
    lengthMs: spans.map(({ lengthMs }) => lengthMs),
    selfMs: spans.map(({ self = 0 }) => self),
    flags: spans.map(({ flags = 0 }) => flags),
    status: spans.map(() => 0),
    requestId: none,
  };
}

/** a ─ b ─ c, a ─ d, e */
const family: SpanTree = spanTreeOf(
  columnsOf([
    { name: "a", parent: -1, fromMs: 0, lengthMs: 100, flags: spanFlags.critical, self: 30 },
    { name: "b", parent: 0, fromMs: 10, lengthMs: 50, flags: spanFlags.critical, self: 40 },
    { name: "c", parent: 1, fromMs: 20, lengthMs: 10, self: 10 },
    { name: "d", parent: 0, fromMs: 70, lengthMs: 20, flags: spanFlags.critical | spanFlags.fault, self: 20 },
    { name: "e", parent: -1, fromMs: 120, lengthMs: -1, flags: spanFlags.inProgress },
  ]),
  110,
);
const open = { level: null, toggled: new Set<number>() };

/** Any forest in the order of drawing. */
const forests = fc
  .array(fc.record({ up: fc.nat(5), lengthMs: fc.nat(50), name: fc.constantFrom("x", "y", "z") }), {
    maxLength: 60,
  })
  .map((seeds) => {
    const path: number[] = [];
    return seeds.map(({ up, lengthMs, name }, index): DrawnSpan => {
      path.splice(Math.max(0, path.length - up));
      const parent = path.at(-1) ?? -1;
      path.push(index);
      return { name, parent, fromMs: index, lengthMs, self: lengthMs };
    });
  })
  .map((spans) => spanTreeOf(columnsOf(spans), 100));

describe("spanTreeOf", () => {
  it("knows depth, what is below, and ends", () => {
    expect([...family.depth]).toEqual([0, 1, 2, 1, 0]);
    expect([...family.subtreeEnd]).toEqual([4, 3, 3, 4, 5]);
    expect(family.endMs[1]).toBe(60);
  });

  it("stretches the axis to the last span; one in progress ends with it", () => {
    expect(family.durationMs).toBe(120);
    expect(family.endMs[4]).toBe(120);
  });

  it("ends a span in progress where the axis ends, not where it began", () => {
    const spans = [
      { name: "root", parent: -1, fromMs: 0, lengthMs: 100 },
      { name: "open", parent: 0, fromMs: 20, lengthMs: -1, flags: spanFlags.inProgress },
    ];
    expect(spanTreeOf(columnsOf(spans), 100).endMs[1]).toBe(100);
  });

  it("takes no spans at all", () => {
    expect(spanTreeOf(columnsOf([]), 0).count).toBe(0);
  });
});

describe("visibleRows", () => {
  it("hides what is below a folded span", () => {
    expect([...visibleRows(family, { level: null, toggled: new Set([0]) })]).toEqual([0, 4]);
    expect([...visibleRows(family, { level: 1, toggled: new Set() })]).toEqual([0, 1, 3, 4]);
    expect([...visibleRows(family, { level: 1, toggled: new Set([1]) })]).toEqual([0, 1, 2, 3, 4]);
  });

  it("shows each span exactly once when all is open, and any after unfolding to it", () => {
    fc.assert(
      fc.property(forests, fc.option(fc.nat(3)), fc.nat(59), (tree, level, wanted) => {
        expect(visibleRows(tree, open)).toHaveLength(tree.count);
        if (tree.count === 0) return;
        const span = wanted % tree.count;
        const rows = visibleRows(tree, unfoldTo(tree, span, { level, toggled: new Set() }));
        expect(rows[rowOf(rows, span)]).toBe(span);
      }),
    );
  });

  it("folds a span again with the same key, and leaves spans without children alone", () => {
    const folded = toggle(1, open);
    expect(isFolded(family, 1, folded)).toBe(true);
    expect(isFolded(family, 1, toggle(1, folded))).toBe(false);
    expect(isFolded(family, 2, toggle(2, open))).toBe(false);
  });

  it("finds the nearest visible span above a hidden one", () => {
    const rows = visibleRows(family, { level: 0, toggled: new Set() });
    expect(rows[rowOf(rows, 2)]).toBe(0);
    expect(rowOf(new Int32Array(0), 2)).toBe(-1);
  });
});

describe("criticalSections", () => {
  it("leaves to its critical children what is theirs", () => {
    expect(criticalSections(family, 0)).toEqual([
      [0, 10],
      [60, 70],
      [90, 100],
    ]);
    expect(criticalSections(family, 1)).toEqual([[10, 60]]);
  });

  it("has none for a span off the path", () => {
    expect(criticalSections(family, 2)).toEqual([]);
  });
});

describe("findSpans", () => {
  it("finds by name, service and kind of trouble, every word of it", () => {
    expect(findSpans(family, "D")).toContain(3);
    expect(findSpans(family, "svc fault")).toEqual([3]);
    expect(findSpans(family, "nothing-like-it")).toEqual([]);
    expect(findSpans(family, "  ")).toEqual([]);
  });

  it("goes round", () => {
    expect(nextFind([1, 3], 3, 1)).toBe(1);
    expect(nextFind([1, 3], 1, -1)).toBe(3);
    expect(nextFind([1, 3], 2, 1)).toBe(3);
    expect(nextFind([], 2, 1)).toBe(-1);
  });
});

describe("the time view", () => {
  it("keeps the instant under the pointer where it is", () => {
    const view = zoom({ fromMs: 0, toMs: 100 }, 0.5, 25, 100);
    expect(view).toEqual({ fromMs: 12.5, toMs: 62.5 });
  });

  it("stays on the axis, whatever is asked", () => {
    const times = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(times, times, fc.double({ noNaN: true, min: 0, max: 1e5 }), (a, b, durationMs) => {
        const { fromMs, toMs } = clampView({ fromMs: a, toMs: b }, durationMs);
        expect(fromMs).toBeGreaterThanOrEqual(0);
        expect(toMs).toBeLessThanOrEqual(wholeView(durationMs).toMs + 1e-9);
        expect(toMs).toBeGreaterThan(fromMs);
      }),
    );
  });

  it("does not pan beyond the ends", () => {
    expect(pan({ fromMs: 80, toMs: 100 }, 0.5, 100)).toEqual({ fromMs: 80, toMs: 100 });
    expect(pan({ fromMs: 40, toMs: 60 }, -0.5, 100)).toEqual({ fromMs: 30, toMs: 50 });
  });

  it("is read as it is written; what is no view is none", () => {
    expect(readView(writeView({ fromMs: 1.2345, toMs: 60 }), 100)).toEqual({ fromMs: 1.235, toMs: 60 });
    expect(readView("60-10", 100)).toBeNull();
    expect(readView("x", 100)).toBeNull();
    expect(isWhole(wholeView(100), 100)).toBe(true);
  });
});

describe("flameOf", () => {
  it("adds up spans of one path", () => {
    const tree = spanTreeOf(
      columnsOf([
        { name: "a", parent: -1, fromMs: 0, lengthMs: 50, self: 10 },
        { name: "q", parent: 0, fromMs: 5, lengthMs: 10, self: 10 },
        { name: "q", parent: 0, fromMs: 20, lengthMs: 30, self: 30, flags: spanFlags.fault },
      ]),
      50,
    );
    const [root, merged] = flameOf(tree);
    expect(root).toMatchObject({ label: "a", totalMs: 50, selfMs: 10, spans: 1, failed: 0 });
    expect(merged).toMatchObject({ label: "q", totalMs: 40, spans: 2, span: 2, failed: 1, parent: 0 });
  });

  it("puts children side by side inside their parent; nothing is lost", () => {
    fc.assert(
      fc.property(forests, (tree) => {
        const blocks = flameOf(tree);
        const self = tree.selfMs.reduce((sum, ms) => sum + ms, 0);
        expect(blocks.reduce((sum, { selfMs }) => sum + selfMs, 0)).toBeCloseTo(self);
        expect(blocks.reduce((sum, { spans }) => sum + spans, 0)).toBe(tree.count);
        for (const block of blocks) {
          const parent = blocks[block.parent];
          if (!parent) continue;
          expect(block.fromMs).toBeGreaterThanOrEqual(parent.fromMs);
          expect(block.fromMs + block.totalMs).toBeLessThanOrEqual(parent.fromMs + parent.totalMs + 1e-9);
        }
      }),
    );
  });
});
