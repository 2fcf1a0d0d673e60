import type { ChartSpec } from "@/components/charts/chart-spec";

/** One row of the drawing library: `t` and one field per series, named by its place. */
export type ChartRow = Readonly<Record<string, number | null>>;

export function rowKey(seriesIndex: number): string {
  return `s${seriesIndex}`;
}

/**
 * Points → rows to draw. A point that stands alone between two gaps would be invisible as a line, and a step would end
 * where its period begins; both get a second point at the end of their period:
 *
 *     values   3  ·  5  5  ·        · = gap
 *     steps    ▔  ·  ▔▔▔▔  ·
 *     lines    –  ·  ––    ·
 */
export function chartRows(spec: ChartSpec, steps: boolean): readonly ChartRow[] {
  const { timesMs, series, periodMs } = spec;
  const rows: ChartRow[] = [];
  for (let i = 0; i < timesMs.length; i++) {
    const t = timesMs[i] ?? 0;
    const next = timesMs[i + 1];
    const row: Record<string, number | null> = { t };
    const tail: Record<string, number | null> = { t: endOf(t, periodMs, next) };
    let needsTail = false;
    series.forEach(({ values }, s) => {
      const value = values[i] ?? null;
      const following = next === undefined ? null : (values[i + 1] ?? null);
      const before = i === 0 ? null : (values[i - 1] ?? null);
      row[rowKey(s)] = value;
      const ends = value !== null && following === null && (steps || before === null);
      if (ends) needsTail = true;
      tail[rowKey(s)] = ends ? value : bridge(value, following, steps);
    });
    rows.push(row);
    if (needsTail) rows.push(tail);
  }
  return rows;
}

/** Just before the next point, so that times stay ascending and the gap stays a gap. */
function endOf(t: number, periodMs: number, next: number | undefined): number {
  const end = t + periodMs;
  return next !== undefined && next <= end ? next - 1 : end;
}

/** What a series that goes on has at the extra point: it must not bend or break there. */
function bridge(value: number | null, following: number | null, steps: boolean): number | null {
  if (value === null || following === null) return null;
  return steps ? value : following;
}
