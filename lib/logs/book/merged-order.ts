import { IntList } from "@/lib/logs/book/int-list";
import type { LineTable } from "@/lib/logs/book/line-table";
import { sortRun } from "@/lib/logs/book/order-within-ms";
import { sortByTime } from "@/lib/logs/book/sort-by-time";

/** All lines of all streams in one order, kept up as lines are added. */
export class MergedOrder {
  readonly lines = new IntList(1024);

  constructor(private readonly table: LineTable) {}

  /**
   * Puts in the lines that were added since the last call, which are the last rows of the table, and sorts anew the
   * milliseconds in which they stand.
   */
  update(): void {
    const { table, lines } = this;
    const old = lines.length;
    const total = table.count;
    if (old === total) return;
    const fresh = new Int32Array(total - old);
    for (let i = 0; i < fresh.length; i++) fresh[i] = old + i;
    sortByTime(fresh, table.timesFrom(old));
    if (old === 0) {
      lines.data = fresh;
      lines.length = total;
      this.sortMilliseconds(0);
      return;
    }
    const from = this.lowerBound(table.msOf(fresh[0] ?? 0), old);
    lines.reserve(total);
    lines.length = total;
    this.mergeBehind(from, old, fresh);
    this.sortMilliseconds(from);
  }

  /** Position of the first line at or after `ms`. */
  lowerBound(ms: number, end = this.lines.length): number {
    const { table } = this;
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table.msOf(this.lines.get(middle)) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Merges [from, old) with the fresh lines in place, from the back. */
  private mergeBehind(from: number, old: number, fresh: Int32Array): void {
    const { data } = this.lines;
    const { table } = this;
    let at = old + fresh.length - 1;
    let left = old - 1;
    let right = fresh.length - 1;
    while (right >= 0) {
      const line = fresh[right] ?? 0;
      const ms = table.msOf(line);
      while (left >= from && table.msOf(data[left] ?? 0) > ms) {
        data[at--] = data[left--] ?? 0;
      }
      data[at--] = line;
      right--;
    }
  }

  private sortMilliseconds(from: number): void {
    const { data, length } = this.lines;
    const { table } = this;
    let runFrom = from;
    let runMs = table.msOf(data[from] ?? 0);
    for (let i = from + 1; i < length; i++) {
      const ms = table.msOf(data[i] ?? 0);
      if (ms === runMs) continue;
      if (i - runFrom > 1) sortRun(table, data, runFrom, i);
      runFrom = i;
      runMs = ms;
    }
    if (length - runFrom > 1) sortRun(table, data, runFrom, length);
  }
}
