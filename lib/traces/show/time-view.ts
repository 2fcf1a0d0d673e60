/** The part of the time axis that is in sight, in milliseconds after the begin of the trace. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The shortest view: beyond it, microseconds are all there is. */
const LEAST_MS = 0.01;

export function wholeView(durationMs: number): TimeView {
  return { fromMs: 0, toMs: Math.max(durationMs, LEAST_MS) };
}

/** The nearest view that lies on the axis. */
export function clampView({ fromMs, toMs }: TimeView, durationMs: number): TimeView {
  const whole = wholeView(durationMs);
  const length = Math.min(Math.max(toMs - fromMs, LEAST_MS), whole.toMs);
  const from = Math.min(Math.max(fromMs, 0), whole.toMs - length);
  return { fromMs: from, toMs: from + length };
}

/** `factor` below 1 shows less; the instant `aroundMs` keeps its place. */
export function zoom(view: TimeView, factor: number, aroundMs: number, durationMs: number): TimeView {
  const around = Math.min(Math.max(aroundMs, view.fromMs), view.toMs);
  return clampView(
    { fromMs: around - (around - view.fromMs) * factor, toMs: around + (view.toMs - around) * factor },
    durationMs,
  );
}

/** Moves by a share of what is in sight; to the right when positive. */
export function pan(view: TimeView, share: number, durationMs: number): TimeView {
  const by = (view.toMs - view.fromMs) * share;
  return clampView({ fromMs: view.fromMs + by, toMs: view.toMs + by }, durationMs);
}

export function isWhole(view: TimeView, durationMs: number): boolean {
  return view.fromMs <= 0 && view.toMs >= durationMs;
}

/** A span with a tenth of its length on each side. */
export function viewAround(fromMs: number, toMs: number, durationMs: number): TimeView {
  const margin = Math.max((toMs - fromMs) * 0.1, LEAST_MS);
  return clampView({ fromMs: fromMs - margin, toMs: toMs + margin }, durationMs);
}

/** Share of the view's width, 0–1 within it. */
export function shareOf(view: TimeView, ms: number): number {
  return (ms - view.fromMs) / (view.toMs - view.fromMs);
}

/** `120.5-300`, milliseconds after the begin. */
export function writeView({ fromMs, toMs }: TimeView): string {
  return `${round(fromMs)}-${round(toMs)}`;
}

/** null for what is not a view. */
export function readView(text: string, durationMs: number): TimeView | null {
  const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const view = { fromMs: Number(from), toMs: Number(to) };
  return view.fromMs < view.toMs ? clampView(view, durationMs) : null;
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
