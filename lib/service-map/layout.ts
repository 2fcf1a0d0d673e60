import { Graph, layout as layOut } from "@dagrejs/dagre";
import { curveBasis, curveBumpX, line } from "d3-shape";
import type { Placed } from "@/lib/service-map/placed";
import { wrapLayers } from "@/lib/service-map/wrap-layers";

/** What is laid out: boxes of one size and the arrows between them. */
export interface LayoutInput {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: Readonly<Record<string, Placed>>;
  /** SVG path and the place of its label. */
  readonly edges: Readonly<Record<string, { readonly path: string; readonly label: Placed }>>;
}

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 54;
const GAP = 10;
/** Between two layers: room for the texts on the arrows. */
const LAYER_GAP = 92;
const MARGIN = 24;
/** Beyond this, the shortest arrows are not worth their price: ten times the time for 500 boxes. */
const MANY = 120;
/** Beyond this height the layers are folded. */
const TALL = 4_000;
/** Boxes in a row of those that hang on nothing. */
const MIN_COLUMNS = 5;

/**
 * Layers from left to right, callers before what they call; boxes without any edge in rows below. The same input gives
 * the same layout, in whatever order it comes.
 *
 * Cost: some 0.2 s for 50 nodes and 1 s for 500; never to be called on the main thread.
 */
export function layoutMap({ nodes, edges }: LayoutInput): Layout {
  const known = new Set(nodes);
  const drawn = edges
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .toSorted((a, b) => compare(a.id, b.id));
  const linked = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const order = nodes.toSorted(compare);
  const layers = layered(
    order.filter((id) => linked.has(id)),
    drawn,
  );
  const alone = inRows(
    order.filter((id) => !linked.has(id)),
    layers,
  );
  return { ...layers, ...alone, nodes: { ...layers.nodes, ...alone.nodes } };
}

function layered(ids: readonly string[], edges: LayoutInput["edges"]): Layout {
  if (ids.length === 0) return { width: 2 * MARGIN, height: 2 * MARGIN, nodes: {}, edges: {} };
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    ranker: ids.length > MANY ? "tight-tree" : "network-simplex",
    nodesep: GAP,
    edgesep: 10,
    ranksep: LAYER_GAP,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  for (const id of ids) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id);
  layOut(graph);
  const { width, height } = sizeOf(graph.graph());
  const places = Object.fromEntries(ids.map((id) => [id, placeOf(graph.node(id))]));
  if (height > TALL) return wrapped(places, edges);
  const columns = new Set(Object.values(places).map(({ x }) => x));
  return {
    width,
    height,
    nodes: places,
    edges: Object.fromEntries(
      edges.map(({ id, from, to }) => [
        id,
        routeOf(places[from] ?? ORIGIN, places[to] ?? ORIGIN, pointsOf(graph.edge(from, to, id)), columns),
      ]),
    ),
  };
}

const ORIGIN: Placed = { x: 0, y: 0 };

/** Lanes are lost where layers are folded: arrows go straight, behind the boxes. */
function wrapped(places: Layout["nodes"], edges: LayoutInput["edges"]): Layout {
  const folded = wrapLayers(places, {
    stepX: NODE_WIDTH + GAP,
    stepY: NODE_HEIGHT + GAP,
    layerStepX: NODE_WIDTH + LAYER_GAP,
  });
  const [left, top] = [MARGIN + NODE_WIDTH / 2, MARGIN + GAP];
  const nodes = Object.fromEntries(
    Object.entries(folded).map(([id, { x, y }]) => [id, { x: round(x + left), y: round(y + top) }]),
  );
  const all = Object.values(nodes);
  return {
    width: Math.max(...all.map(({ x }) => x)) + left,
    height: Math.max(...all.map(({ y }) => y)) + NODE_HEIGHT / 2 + MARGIN,
    nodes,
    edges: Object.fromEntries(
      edges.map(({ id, from, to }) => [
        id,
        routeOf(nodes[from] ?? ORIGIN, nodes[to] ?? ORIGIN, [], new Set()),
      ]),
    ),
  };
}

const forward = line<Placed>()
  .x(({ x }) => round(x))
  .y(({ y }) => round(y))
  .curve(curveBumpX);
const backward = line<Placed>()
  .x(({ x }) => round(x))
  .y(({ y }) => round(y))
  .curve(curveBasis);

/**
 * Leaves a box on its right side, passes the layers between in the lanes that dagre keeps free, and arrives on the left
 * side of the other box. What goes back keeps dagre's own route.
 *
 *     [from]──╮            ╭──▶[to]
 *             ╰───lane─────╯
 */
function routeOf(
  from: Placed,
  to: Placed,
  points: readonly Placed[],
  columns: ReadonlySet<number>,
): Layout["edges"][string] {
  const start = { x: from.x + NODE_WIDTH / 2, y: from.y };
  const end = { x: to.x - NODE_WIDTH / 2, y: to.y };
  if (end.x <= start.x && points.length > 0) {
    return { path: backward(points) ?? "", label: points[points.length >> 1] ?? start };
  }
  const lanes = points
    .filter(({ x }) => columns.has(x) && x > start.x && x < end.x)
    .flatMap(({ x, y }) => [
      { x: x - NODE_WIDTH / 2, y },
      { x: x + NODE_WIDTH / 2, y },
    ]);
  const before = lanes.at(-1) ?? start;
  return { path: forward([start, ...lanes, end]) ?? "", label: alongBump(before, end, LABEL_AT) };
}

/** Beyond the middle of the last bend: arrows from one box have parted there, and arrows to one box not yet met. */
const LABEL_AT = 0.58;

/** A point of the curve that `curveBumpX` draws between two points, both tangents level. */
function alongBump(a: Placed, b: Placed, t: number): Placed {
  const [s, middle] = [1 - t, (a.x + b.x) / 2];
  const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return {
    x: round(a.x * p + middle * (q + r) + b.x * u),
    y: round(a.y * (p + q) + b.y * (r + u)),
  };
}

function inRows(ids: readonly string[], above: Layout): Pick<Layout, "width" | "height" | "nodes"> {
  if (ids.length === 0) return { width: above.width, height: above.height, nodes: {} };
  const [stepX, stepY] = [NODE_WIDTH + GAP, NODE_HEIGHT + GAP];
  const fitting = Math.floor((above.width - 2 * MARGIN + GAP) / stepX);
  const columns = Math.min(ids.length, Math.max(MIN_COLUMNS, fitting, Math.ceil(Math.sqrt(ids.length))));
  const top = Object.keys(above.nodes).length === 0 ? MARGIN : above.height + GAP;
  const nodes = Object.fromEntries(
    ids.map((id, index) => [
      id,
      {
        x: MARGIN + (index % columns) * stepX + NODE_WIDTH / 2,
        y: top + Math.floor(index / columns) * stepY + NODE_HEIGHT / 2,
      },
    ]),
  );
  return {
    width: Math.max(above.width, 2 * MARGIN + columns * stepX - GAP),
    height: top + Math.ceil(ids.length / columns) * stepY - GAP + MARGIN,
    nodes,
  };
}

/** What dagre writes on nodes, edges and the graph is typed as optional; after a layout it is there. */
function placeOf(label: { readonly x?: number; readonly y?: number } | undefined): Placed {
  return { x: round(label?.x ?? 0), y: round(label?.y ?? 0) };
}

function sizeOf(label: { readonly width?: number; readonly height?: number } | undefined) {
  return { width: Math.ceil(label?.width ?? 0), height: Math.ceil(label?.height ?? 0) };
}

function pointsOf(label: { readonly points?: readonly Placed[] } | undefined): readonly Placed[] {
  return (label?.points ?? []).map(placeOf);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
