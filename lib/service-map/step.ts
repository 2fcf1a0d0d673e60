import type { Placed } from "@/lib/service-map/placed";

export type Direction = "left" | "right" | "up" | "down";

/** How much more a step aside costs than a step ahead. */
const ASIDE = 2.5;

/** The box that one would expect the arrow key to lead to; null where there is none that way. */
export function stepFrom(
  boxes: Readonly<Record<string, Placed>>,
  from: string,
  direction: Direction,
): string | null {
  const start = boxes[from];
  if (!start) return null;
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  const horizontal = direction === "left" || direction === "right";
  let best: { id: string; cost: number } | null = null;
  for (const [id, box] of Object.entries(boxes)) {
    const [dx, dy] = [box.x - start.x, box.y - start.y];
    const ahead = sign * (horizontal ? dx : dy);
    const aside = Math.abs(horizontal ? dy : dx);
    if (ahead < 1) continue;
    const cost = ahead + ASIDE * aside;
    if (!best || cost < best.cost || (cost === best.cost && id < best.id)) best = { id, cost };
  }
  return best?.id ?? null;
}
