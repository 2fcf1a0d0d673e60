import { describe, expect, it } from "vitest";
import { changesIn, compareMaps } from "@/lib/service-map/compare";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { reconcile } from "@/lib/service-map/reconcile";
import { graphOf, readCalls } from "@/lib/testing/service-graph";

function mapOf(text: string) {
  const graph = mergeGraphs([graphOf(readCalls(text))], null);
  return reconcile(graph, { functions: null, stages: null, links: [] }, 60_000);
}

function changed(now: string, before: string): string[] {
  const { nodes, edges } = compareMaps(mapOf(now), mapOf(before));
  return [...nodes, ...edges].flatMap(({ id, change }) =>
    change ? [`${id.replace(/@\S+/g, "")}: ${change.kind}, ${change.text}`] : [],
  );
}

describe("compareMaps", () => {
  it("finds nothing between a window and itself", () => {
    const calls = "fn/a > table/t 4ms ×900\nfn/a > table/t 4ms fault ×9";
    expect(changed(calls, calls)).toEqual([]);
  });

  it("tells what is new and what is gone, with at least ten calls on the other side", () => {
    expect(changed("fn/a > remote/b 4ms ×10", "fn/a > remote/c 4ms ×12")).toEqual([
      "remote:b: new, 10 traced calls, none in the window before",
      "remote:c: gone, 12 traced calls in the window before, none now",
      "function:a → remote:b: new, 10 traced calls, none in the window before",
      "function:a → remote:c: gone, 12 traced calls in the window before, none now",
    ]);
    expect(changed("fn/a > remote/b 4ms ×9", "fn/a > remote/c 4ms ×9")).toEqual([]);
  });

  it("tells a rise of failures that chance does not explain, in both directions", () => {
    const good = "fn/a > remote/b 4ms ×995\nfn/a > remote/b 4ms fault ×5";
    const bad = "fn/a > remote/b 4ms ×900\nfn/a > remote/b 4ms fault ×100";
    expect(changed(bad, good)[0]).toBe("remote:b: worse, 10 % failing, 0.5 % in the window before");
    expect(changed(good, bad)[0]).toBe("remote:b: better, 0.5 % failing, 10 % in the window before");
    expect(changed("fn/a > remote/b 4ms ×8\nfn/a > remote/b 4ms fault ×2", good)).toHaveLength(2);
    expect(changed("fn/a > remote/b 4ms ×9\nfn/a > remote/b 4ms fault", good)).toEqual([]);
  });

  it("tells when it got slower, but not of few calls or of some milliseconds", () => {
    const fast = "fn/a > remote/b 20ms ×60";
    expect(changed("fn/a > remote/b 40ms ×60", fast)[0]).toBe(
      "remote:b: worse, p95 40 ms, 20 ms in the window before",
    );
    expect(changed("fn/a > remote/b 40ms ×49", fast)).toEqual([]);
    expect(changed("fn/a > remote/b 9ms ×60", "fn/a > remote/b 4ms ×60")).toEqual([]);
    // The tail alone, of few calls.
    expect(changed("fn/a > remote/b 20ms ×56\nfn/a > remote/b 40ms ×4", fast)).toEqual([]);
  });

  it("counts its changes", () => {
    const compared = compareMaps(mapOf("fn/a > remote/b 4ms ×10"), mapOf("fn/a > remote/c 4ms ×12"));
    expect(changesIn(compared)).toEqual({ new: 2, gone: 2, worse: 0, better: 0 });
  });
});
