import type { CursorState } from "@/components/charts/cursor-store";

interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/**
 * The keyboard's way to point and to select: ← → one period, PageUp and PageDown ten, Home and End the ends;
 * with Shift the selection grows from where the cursor stood.
 * @returns undefined for any other key.
 */
export function moveByKey(
  key: string,
  shift: boolean,
  state: CursorState,
  axis: Axis,
): CursorState | undefined {
  const here = state.timeMs ?? axis.fromMs + (axis.toMs - axis.fromMs) / 2;
  const target = targetOf(key, here, axis);
  if (target === undefined) return undefined;
  const timeMs = Math.max(axis.fromMs, Math.min(axis.toMs, target));
  if (!shift) return { timeMs, selection: null };
  return { timeMs, selection: { anchorMs: state.selection?.anchorMs ?? here, headMs: timeMs } };
}

function targetOf(key: string, here: number, { fromMs, toMs, stepMs }: Axis): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return here - stepMs;
    case "ArrowRight":
      return here + stepMs;
    case "PageDown":
      return here - 10 * stepMs;
    case "PageUp":
      return here + 10 * stepMs;
    case "Home":
      return fromMs;
    case "End":
      return toMs - stepMs;
    default:
      return undefined;
  }
}
