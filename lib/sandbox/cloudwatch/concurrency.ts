import { MINUTE_MS } from "@/lib/base/time";

/**
 * Most executions running at one moment of each minute of [fromMs, toMs).
 *
 *   ├──a──┤      ├─c─┤
 *      ├───b───┤           → 2 | 1
 *   │ minute 0  │ minute 1
 *
 * An execution occupies [begin, end): one that ends when another begins does not overlap it.
 *
 * @param begins ascending epoch ms. @param ends ascending epoch ms (not paired by position). Each end is after its
 * begin. Bounds are whole minutes; executions that began before `fromMs` count if they still run.
 */
export function peakPerMinute(
  begins: Float64Array,
  ends: Float64Array,
  fromMs: number,
  toMs: number,
): Uint32Array {
  const peaks = new Uint32Array(Math.max(0, (toMs - fromMs) / MINUTE_MS));
  let begun = 0;
  let ended = 0;
  for (let minute = 0; minute < peaks.length; minute++) {
    const startMs = fromMs + minute * MINUTE_MS;
    const endMs = startMs + MINUTE_MS;
    while ((begins[begun] ?? Number.POSITIVE_INFINITY) < startMs) begun++;
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= startMs) ended++;
    let peak = begun - ended;
    for (;;) {
      const begin = begins[begun] ?? Number.POSITIVE_INFINITY;
      if (begin >= endMs) break;
      while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= begin) ended++;
      begun++;
      peak = Math.max(peak, begun - ended);
    }
    peaks[minute] = peak;
  }
  return peaks;
}
