type Values = readonly (number | null)[];

export interface SparkPaths {
  readonly line: string;
  readonly area: string;
  /** Upright strokes where `errors` are above 0; empty when there are none. */
  readonly marks: string;
}

const PAD = 1.5;
/** Denser points would only be noise at this size. */
const PX_PER_POINT = 2;
/** The smallest visible mark: one error among thousands must not vanish. */
const MIN_MARK = 3;

/** SVG path data for values from 0 to their highest, over `width` × `height`. A lone point becomes a short dash. */
export function sparkPaths(
  allValues: Values,
  allErrors: Values | undefined,
  width: number,
  height: number,
): SparkPaths {
  const buckets = Math.max(1, Math.floor(width / PX_PER_POINT));
  const values = inBuckets(allValues, buckets, mean);
  const errors = allErrors && inBuckets(allErrors, buckets, (known) => Math.max(...known));
  const max =
    Math.max(0, ...values.map((value) => value ?? 0), ...(errors ?? []).map((value) => value ?? 0)) || 1;
  const step = values.length > 1 ? (width - 2 * PAD) / (values.length - 1) : 0;
  const x = (index: number) => round(PAD + index * step);
  const y = (value: number) => round(height - PAD - (value / max) * (height - 2 * PAD));
  let line = "";
  let area = "";
  for (const [start, end] of runs(values)) {
    const points: string[] = [];
    for (let i = start; i <= end; i++) points.push(`${x(i)},${y(values[i] ?? 0)}`);
    if (start === end) points.push(`${round(x(start) + Math.max(1, step / 2))},${y(values[start] ?? 0)}`);
    line += `M${points.join("L")}`;
    area += `M${x(start)},${height}L${points.join("L")}L${x(end)},${height}Z`;
  }
  let marks = "";
  errors?.forEach((value, index) => {
    if (value === null || value <= 0) return;
    const top = Math.min(y(value), height - MIN_MARK);
    marks += `M${x(index)},${height}V${top}`;
  });
  return { line, area, marks };
}

/** Neighbours joined until there are at most `buckets`; a bucket without any value is a gap. */
function inBuckets(values: Values, buckets: number, join: (known: readonly number[]) => number): Values {
  if (values.length <= buckets) return values;
  return Array.from({ length: buckets }, (_, bucket) => {
    const start = Math.floor((bucket * values.length) / buckets);
    const end = Math.floor(((bucket + 1) * values.length) / buckets);
    const known = values.slice(start, end).filter((value) => value !== null);
    return known.length === 0 ? null : join(known);
  });
}

function mean(known: readonly number[]): number {
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** First and last index of each stretch without gaps. */
function runs(values: Values): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  });
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
