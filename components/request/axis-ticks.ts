const MAX_TICKS = 6;

/** Round offsets in milliseconds between two, at most six: 1, 2 or 5 times a power of ten. */
export function axisTicks(fromMs: number, toMs: number): readonly number[] {
  const span = toMs - fromMs;
  if (!(span > 0)) return [];
  const rough = span / MAX_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / step); at * step <= toMs; at++)
    ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}
