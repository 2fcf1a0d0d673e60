import type { World } from "@/lib/sandbox/world/types";

/** Worlds and service state of one sandbox, by region, made when first asked for. */
export class Regions {
  private readonly worlds = new Map<string, World>();
  private readonly states = new Map<string, unknown>();

  constructor(private readonly createWorld: (region: string) => World) {}

  /** The region's world, advanced to now. */
  world(region: string): World {
    const world = this.worlds.get(region) ?? this.createWorld(region);
    this.worlds.set(region, world);
    world.advance();
    return world;
  }

  /** See `CallContext.state`. */
  state<T>(region: string, service: string, key: string, create: () => T): T {
    const slot = `${region} ${service} ${key}`;
    if (!this.states.has(slot)) this.states.set(slot, create());
    return asStored<T>(this.states.get(slot));
  }
}

/** Guaranteed by the slot's key: each key is only ever created with one type. */
function asStored<T>(value: unknown): T {
  return value as T;
}
