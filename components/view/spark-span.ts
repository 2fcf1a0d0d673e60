/** Times that a sparkline is drawn over: from its first period to the end of its last. null: fewer than two periods. */
export function sparkSpan(
  timesMs: readonly number[],
): { readonly fromMs: number; readonly toMs: number; readonly periodMs: number } | null {
  const [first, second] = timesMs;
  const last = timesMs[timesMs.length - 1];
  if (first === undefined || second === undefined || last === undefined) return null;
  const periodMs = second - first;
  return { fromMs: first, toMs: last + periodMs, periodMs };
}

export interface SparkChoice {
  readonly fromMs: number;
  readonly toMs: number;
  /** click: one period; drag: a range, of which more than one thing can be done. */
  readonly how: "click" | "drag";
}

const MIN_DRAG_PX = 4;

/**
 * What a press at `fromPx` and a release at `toPx` of a sparkline `widthPx` wide choose: whole periods.
 *
 *     |..p..|..p..|..p..|      click in the second → its period; drag from the first to the second → both
 */
export function sparkChoice(
  timesMs: readonly number[],
  widthPx: number,
  fromPx: number,
  toPx: number,
): SparkChoice | null {
  const span = sparkSpan(timesMs);
  if (span === null || widthPx <= 0) return null;
  const periods = timesMs.length;
  const periodAt = (px: number) => Math.max(0, Math.min(periods - 1, Math.floor((px / widthPx) * periods)));
  const [a, b] = [periodAt(Math.min(fromPx, toPx)), periodAt(Math.max(fromPx, toPx))];
  const start = timesMs[a];
  const end = timesMs[b];
  if (start === undefined || end === undefined) return null;
  return {
    fromMs: start,
    toMs: end + span.periodMs,
    how: Math.abs(toPx - fromPx) < MIN_DRAG_PX ? "click" : "drag",
  };
}
