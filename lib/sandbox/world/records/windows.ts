import { lowerBound, type IndexList as TimeIndex } from "@/lib/sandbox/world/records/index-list";
import type { IndexList } from "@/lib/sandbox/world/types";

/** Entries of a time-ordered index that begin in [fromMs, toMs) and have ended by `reachedMs`. */
export function finishedWithin(
  index: TimeIndex,
  fromMs: number,
  toMs: number,
  startOf: (record: number) => number,
  endOf: (record: number) => number,
  reachedMs: number,
  longestMs: number,
): IndexList {
  const startAt = (position: number) => startOf(index.get(position));
  const first = lowerBound(index.length, fromMs, startAt);
  const last = lowerBound(index.length, toMs, startAt);
  if (first >= last) return [];
  const safe = Math.max(first, Math.min(last, lowerBound(index.length, reachedMs - longestMs, startAt)));
  const all = index.view(first, last);
  for (let position = safe; position < last; position++) {
    if (endOf(index.get(position)) > reachedMs) {
      return all.filter((one) => endOf(one) <= reachedMs);
    }
  }
  return all;
}

/** Records of a time-ordered list that lie in [fromMs, toMs). */
export function within<T extends { readonly atMs: number }>(
  records: readonly T[],
  fromMs: number,
  toMs: number,
): readonly T[] {
  const at = (position: number) => records[position]?.atMs ?? 0;
  return records.slice(lowerBound(records.length, fromMs, at), lowerBound(records.length, toMs, at));
}
