import { formatDuration } from "@/lib/base/format-duration";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";

export interface ScatterScale {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of response times. */
  readonly minMs: number;
  readonly maxMs: number;
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
}

/** The least that a logarithmic axis shows: X-Ray's clock is no finer than that. */
const LEAST_MS = 0.1;

/** An axis that holds all the times with room above them. */
export function scatterScale(
  window: { readonly fromMs: number; readonly toMs: number },
  times: readonly number[],
  log: boolean,
  size: { readonly width: number; readonly height: number },
): ScatterScale {
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const time of times) {
    if (time < min) min = time;
    if (time > max) max = time;
  }
  if (max === 0) return { ...window, ...size, log, minMs: log ? 1 : 0, maxMs: 1_000 };
  const base = log ? 10 ** Math.floor(Math.log10(Math.max(min, LEAST_MS))) : 0;
  return { ...window, ...size, log, minMs: base, maxMs: Math.max(max * (log ? 1.3 : 1.06), base * 10) };
}

export function xOf(scale: ScatterScale, ms: number): number {
  return ((ms - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.width;
}

export function yOf(scale: ScatterScale, ms: number): number {
  const { minMs, maxMs, height, log } = scale;
  const share = log
    ? Math.log(Math.max(ms, minMs) / minMs) / Math.log(maxMs / minMs)
    : (ms - minMs) / (maxMs - minMs);
  return height * (1 - share);
}

/** The inverse of `xOf`, kept within the axis. */
export function timeAt(scale: ScatterScale, x: number): number {
  return scale.fromMs + clamp(x / scale.width) * (scale.toMs - scale.fromMs);
}

/** The inverse of `yOf`, kept within the axis. */
export function durationAt(scale: ScatterScale, y: number): number {
  const share = clamp(1 - y / scale.height);
  const { minMs, maxMs, log } = scale;
  return log ? minMs * (maxMs / minMs) ** share : minMs + share * (maxMs - minMs);
}

/** Powers of ten, or some five round values; each with its label. */
export function durationTicks(
  scale: ScatterScale,
): readonly { readonly ms: number; readonly label: string }[] {
  const { minMs, maxMs, log } = scale;
  const values: number[] = [];
  if (log) {
    for (let ms = minMs; ms <= maxMs * 1.0001; ms *= 10) values.push(Number(ms.toPrecision(6)));
  } else {
    const step = roundStep(maxMs / 5);
    for (let ms = 0; ms <= maxMs; ms += step) values.push(ms);
  }
  return values.map((ms) => ({ ms, label: labelOf(ms) }));
}

/** Ticks are round in seconds, not in minutes: 100 s, where it would read 1 min 40 s. */
function labelOf(ms: number): string {
  if (ms === 0) return "0";
  return ms >= MINUTE_MS ? `${(ms / SECOND_MS).toLocaleString("en")} s` : formatDuration(ms);
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least) ?? 10;
  return factor * power;
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
