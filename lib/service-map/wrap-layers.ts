import type { Placed } from "@/lib/service-map/placed";

export interface WrapSizes {
  /** From one box to the next below, and to the next beside it in the same layer. */
  readonly stepY: number;
  readonly stepX: number;
  /** From the last box of a layer to the first of the next. */
  readonly layerStepX: number;
}

/**
 * Layers of boxes that are so tall that the map would be one thin column, folded into several columns each, so that the
 * whole is about as wide as high. The order of layers, and from top to bottom within each, stays.
 *
 *     a          a b
 *     b    →     c d
 *     c          e
 *     d
 *     e
 *
 * @param nodes centres; those of one layer have the same x
 * @returns new centres, from (0, 0)
 */
export function wrapLayers(
  nodes: Readonly<Record<string, Placed>>,
  { stepX, stepY, layerStepX }: WrapSizes,
): Readonly<Record<string, Placed>> {
  const ids = Object.keys(nodes);
  const rows = Math.max(1, Math.ceil(Math.sqrt((ids.length * stepX) / stepY)));
  const layers = new Map<number, { readonly id: string; readonly y: number }[]>();
  for (const [id, { x, y }] of Object.entries(nodes)) {
    const layer = layers.get(x);
    if (layer) layer.push({ id, y });
    else layers.set(x, [{ id, y }]);
  }
  const wrapped: Record<string, Placed> = {};
  let left = 0;
  for (const [, layer] of [...layers].sort(([a], [b]) => a - b)) {
    const columns = Math.ceil(layer.length / rows);
    const used = Math.ceil(layer.length / columns);
    // Few boxes spread over the height, so that they stand near what they are joined with.
    const spread = (rows * stepY) / used;
    const ordered = layer.sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));
    ordered.forEach(({ id }, index) => {
      wrapped[id] = {
        x: left + (index % columns) * stepX,
        y: (Math.floor(index / columns) + 0.5) * spread,
      };
    });
    left += (columns - 1) * stepX + layerStepX;
  }
  return wrapped;
}
