import type { FlameBlock } from "@/lib/traces/show/flame";
import type { SpanTree } from "@/lib/traces/show/span-tree";

export const FLAME_ROW_PX = 20;

export interface FlameWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Paints the blocks in sight. Text only where it fits. */
export function drawFlame(
  surface: HTMLCanvasElement,
  widthPx: number,
  rows: number,
  blocks: readonly FlameBlock[],
  tree: SpanTree,
  { fromMs, toMs }: FlameWindow,
  hover: number,
  chosen: number,
): void {
  const ratio = window.devicePixelRatio || 1;
  surface.width = Math.round(widthPx * ratio);
  surface.height = Math.round(rows * FLAME_ROW_PX * ratio);
  const pen = surface.getContext("2d");
  if (!pen || widthPx === 0) return;
  pen.scale(ratio, ratio);
  const style = getComputedStyle(surface);
  const colour = (name: string) => style.getPropertyValue(name);
  pen.font = `11px ${style.fontFamily}`;
  pen.textBaseline = "middle";
  const perMs = widthPx / (toMs - fromMs);
  blocks.forEach((block, index) => {
    const left = Math.max(0, (block.fromMs - fromMs) * perMs);
    const right = Math.min(widthPx, (block.fromMs + block.totalMs - fromMs) * perMs);
    if (right <= 0 || left >= widthPx || right - left < 0.5) return;
    const top = block.depth * FLAME_ROW_PX;
    const width = Math.max(1, right - left - 1);
    const cold = tree.is(block.span, "coldStart");
    const failed = block.failed > 0 && block.selfMs > 0;
    pen.fillStyle = colour(failed ? "--critical-soft" : cold ? "--unknown-soft" : "--sunken");
    pen.fillRect(left, top + 1, width, FLAME_ROW_PX - 2);
    pen.strokeStyle = colour(
      index === hover || block.span === chosen ? "--ink" : failed ? "--critical" : "--line-strong",
    );
    pen.strokeRect(left + 0.5, top + 1.5, Math.max(0, width - 1), FLAME_ROW_PX - 3);
    if (width < 24) return;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width - 3, FLAME_ROW_PX);
    pen.clip();
    pen.fillStyle = colour(failed ? "--critical" : "--ink");
    pen.fillText(cold ? `❄ ${block.label}` : block.label, left + 4, top + FLAME_ROW_PX / 2 + 0.5);
    pen.restore();
  });
}
