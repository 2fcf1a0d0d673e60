"use client";

import { useTheme } from "next-themes";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { drawFlame, FLAME_ROW_PX, type FlameWindow } from "@/components/traces/trace/draw-flame";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/base/format-duration";
import { formatRatio } from "@/lib/base/format-number";
import { type FlameBlock, flameOf } from "@/lib/traces/show/flame";
import type { SpanTree } from "@/lib/traces/show/span-tree";

interface FlameGraphProps {
  readonly tree: SpanTree;
  readonly chosen: number;
  readonly onChoose: (span: number) => void;
}

/** Spans of one path of names as one block, as wide as their self times and what is below. A click looks closer. */
export function FlameGraph({ tree, chosen, onChoose }: FlameGraphProps) {
  const blocks = useMemo(() => flameOf(tree), [tree]);
  const [root, setRoot] = useState(-1);
  const [hover, setHover] = useState(-1);
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { resolvedTheme } = useTheme();
  const window = windowOf(blocks, root);
  const rows = blocks.reduce((most, block) => Math.max(most, block.depth), 0) + 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the page
  useEffect(() => {
    const box = frame.current;
    const surface = canvas.current;
    if (!box || !surface) return;
    const paint = () => drawFlame(surface, box.clientWidth, rows, blocks, tree, window, hover, chosen);
    const observer = new ResizeObserver(paint);
    observer.observe(box);
    paint();
    return () => observer.disconnect();
  }, [blocks, tree, window.fromMs, window.toMs, rows, hover, chosen, resolvedTheme]);

  const blockAt = (event: PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const depth = Math.floor((event.clientY - box.top) / FLAME_ROW_PX);
    const ms = window.fromMs + ((event.clientX - box.left) / box.width) * (window.toMs - window.fromMs);
    return blocks.findIndex(
      (block) => block.depth === depth && ms >= block.fromMs && ms < block.fromMs + block.totalMs,
    );
  };
  const shown = blocks[hover] ?? blocks[root] ?? null;
  return (
    <div className="min-h-0 grow overflow-auto">
      <div className="flex min-h-9 items-center gap-3 border-line border-b px-4 text-xs">
        <span className="min-w-0 truncate text-ink-2">
          {shown
            ? sentenceOf(shown, window)
            : "Width is self time and all below. Click a block to look closer."}
        </span>
        {root >= 0 ? (
          <Button size="sm" className="ml-auto" onClick={() => setRoot(-1)}>
            Show all
          </Button>
        ) : null}
      </div>
      <div ref={frame} className="relative">
        <canvas
          ref={canvas}
          role="img"
          aria-label="Flame graph of the trace. The table view has the same figures."
          data-testid="flame"
          className="block w-full"
          style={{ height: rows * FLAME_ROW_PX }}
          onPointerMove={(event) => setHover(blockAt(event))}
          onPointerLeave={() => setHover(-1)}
          onClick={(event) => {
            const index = blockAt(event);
            const block = blocks[index];
            if (!block) return;
            setRoot(index);
            onChoose(block.span);
          }}
        />
      </div>
    </div>
  );
}

function windowOf(blocks: readonly FlameBlock[], root: number): FlameWindow {
  const block = blocks[root];
  if (block) return { fromMs: block.fromMs, toMs: block.fromMs + Math.max(block.totalMs, 0.001) };
  const toMs = blocks.reduce((end, one) => (one.parent < 0 ? end + one.totalMs : end), 0);
  return { fromMs: 0, toMs: Math.max(toMs, 0.001) };
}

function sentenceOf(block: FlameBlock, { fromMs, toMs }: FlameWindow): string {
  const share = formatRatio(block.totalMs / (toMs - fromMs));
  const spans = block.spans === 1 ? "1 span" : `${block.spans} spans`;
  return `${block.service} · ${block.label}: ${formatDuration(block.totalMs)} (${share}), itself ${formatDuration(block.selfMs)}, ${spans}`;
}
