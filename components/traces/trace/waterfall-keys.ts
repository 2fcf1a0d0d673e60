import type { SpanTree } from "@/lib/traces/show/span-tree";
import { pan, type TimeView, viewAround, wholeView, zoom } from "@/lib/traces/show/time-view";
import { type Folding, hasChildren, isFolded, rowOf } from "@/lib/traces/show/visible-rows";

/** What a key does to the waterfall; null: nothing. */
export type KeyAction =
  | { readonly kind: "move"; readonly span: number }
  | { readonly kind: "toggle"; readonly span: number }
  | { readonly kind: "view"; readonly view: TimeView }
  | { readonly kind: "choose"; readonly span: number }
  | { readonly kind: "next"; readonly step: 1 | -1 }
  | { readonly kind: "logs"; readonly span: number }
  | { readonly kind: "close" };

export interface KeyState {
  readonly tree: SpanTree;
  readonly rows: Int32Array;
  readonly folding: Folding;
  readonly view: TimeView;
  readonly active: number;
  readonly pageRows: number;
}

const ZOOM = 0.7;
const PAN = 0.2;

/** j k h l and the arrows walk the tree, w a s d the time axis. */
export function keyAction(key: string, state: KeyState): KeyAction | null {
  const { tree, rows, view, active, pageRows } = state;
  const middleMs = active >= 0 ? ((tree.offsetMs[active] ?? 0) + (tree.endMs[active] ?? 0)) / 2 : 0;
  const around = middleMs >= view.fromMs && middleMs <= view.toMs ? middleMs : (view.fromMs + view.toMs) / 2;
  switch (key) {
    case "j":
    case "ArrowDown":
      return step(state, 1);
    case "k":
    case "ArrowUp":
      return step(state, -1);
    case "PageDown":
      return step(state, pageRows);
    case "PageUp":
      return step(state, -pageRows);
    case "Home":
      return rows.length > 0 ? { kind: "move", span: rows[0] ?? 0 } : null;
    case "End":
      return rows.length > 0 ? { kind: "move", span: rows[rows.length - 1] ?? 0 } : null;
    case "l":
    case "ArrowRight":
      return inward(state);
    case "h":
    case "ArrowLeft":
      return outward(state);
    case "w":
    case "+":
    case "=":
      return { kind: "view", view: zoom(view, ZOOM, around, tree.durationMs) };
    case "s":
    case "-":
      return { kind: "view", view: zoom(view, 1 / ZOOM, around, tree.durationMs) };
    case "a":
      return { kind: "view", view: pan(view, -PAN, tree.durationMs) };
    case "d":
      return { kind: "view", view: pan(view, PAN, tree.durationMs) };
    case "0":
      return { kind: "view", view: wholeView(tree.durationMs) };
    case "f":
      return active < 0
        ? null
        : {
            kind: "view",
            view: viewAround(tree.offsetMs[active] ?? 0, tree.endMs[active] ?? 0, tree.durationMs),
          };
    case "n":
      return { kind: "next", step: 1 };
    case "N":
      return { kind: "next", step: -1 };
    case "Enter":
      return active < 0 ? null : { kind: "choose", span: active };
    case "o":
      return active < 0 ? null : { kind: "logs", span: active };
    case "Escape":
      return { kind: "close" };
    default:
      return null;
  }
}

function step({ rows, active }: KeyState, by: number): KeyAction | null {
  if (rows.length === 0) return null;
  const from = active < 0 ? (by > 0 ? -1 : rows.length) : rowOf(rows, active);
  const row = Math.max(0, Math.min(rows.length - 1, from + by));
  return { kind: "move", span: rows[row] ?? 0 };
}

function inward({ tree, folding, active }: KeyState): KeyAction | null {
  if (active < 0 || !hasChildren(tree, active)) return null;
  return isFolded(tree, active, folding)
    ? { kind: "toggle", span: active }
    : { kind: "move", span: active + 1 };
}

function outward({ tree, folding, active }: KeyState): KeyAction | null {
  if (active < 0) return null;
  if (hasChildren(tree, active) && !isFolded(tree, active, folding)) return { kind: "toggle", span: active };
  const above = tree.parent[active] ?? -1;
  return above < 0 ? null : { kind: "move", span: above };
}
