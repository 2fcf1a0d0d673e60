import type { BookState } from "@/lib/logs/book/book-state";
import { IntList } from "@/lib/logs/book/int-list";
import { sortByTime } from "@/lib/logs/book/sort-by-time";

/** The pieces that stand for an attempt each, in order of their START (or first line). */
export function orderHeads(state: BookState): Int32Array {
  const { pieces, table } = state;
  const heads = new IntList(pieces.count);
  const anchorMs = new Float64Array(pieces.count);
  const times = new Float64Array(pieces.count);
  for (let piece = 0; piece < pieces.count; piece++) {
    if (!pieces.isHead(piece)) continue;
    anchorMs[piece] = table.msOf(state.anchorOf(piece));
    times[heads.length] = anchorMs[piece] ?? 0;
    heads.push(piece);
  }
  const ordered = heads.data.subarray(0, heads.length);
  sortByTime(ordered, times);
  for (let i = 1; i < ordered.length; i++) {
    const head = ordered[i] ?? 0;
    let at = i;
    for (; at > 0; at--) {
      const before = ordered[at - 1] ?? 0;
      if (anchorMs[before] !== anchorMs[head]) break;
      if (table.compare(state.anchorOf(before), state.anchorOf(head)) <= 0) break;
      ordered[at] = before;
    }
    ordered[at] = head;
  }
  return ordered;
}
