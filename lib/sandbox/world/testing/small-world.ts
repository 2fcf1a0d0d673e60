import { createWorld } from "@/lib/sandbox/world/create-world";
import type { World, WorldOptions } from "@/lib/sandbox/world/types";

export const NOW_MS = Date.UTC(2026, 0, 15, 12);

/** A frozen world, already simulated: 8 hours, so that every kind of incident lies in it. */
export function smallWorld(options: Partial<WorldOptions> = {}): World {
  const world = createWorld({
    seed: 7,
    nowMs: NOW_MS,
    hours: 8,
    rps: 2,
    functions: 0,
    region: "us-east-1",
    incidents: true,
    ...options,
  });
  world.advance();
  return world;
}

/** Every visible record as one text, to compare whole worlds: far cheaper than a deep comparison. */
export function everythingIn(world: World): string {
  const all = [world.startMs, world.nowMs() + 1] as const;
  return JSON.stringify({
    invocations: world.functions.map((def) =>
      Array.from(world.invocationsOf(def.index, ...all), (index) => world.invocation(index)),
    ),
    requests: world.apis.map((api) =>
      Array.from(world.requestsOf(api.index, ...all), (index) => world.request(index)),
    ),
    environments: world.functions.map((def) =>
      Array.from(world.environmentsOf(def.index, ...all), (index) => world.environment(index)),
    ),
    throttles: world.functions.map((def) => world.throttlesOf(def.index, ...all)),
    events: world.functions.map((def) => world.asyncOf(def.index, ...all)),
  });
}

export function invocationsIn(world: World) {
  return world.functions.flatMap((def) =>
    Array.from(world.invocationsOf(def.index, world.startMs, world.nowMs()), (index) =>
      world.invocation(index),
    ),
  );
}

export function requestsIn(world: World) {
  return world.apis.flatMap((api) =>
    Array.from(world.requestsOf(api.index, world.startMs, world.nowMs()), (index) => world.request(index)),
  );
}

export function environmentsIn(world: World) {
  return Array.from({ length: world.environmentCount }, (_, index) => world.environment(index));
}

/** Index of the function with this name; throws where the world lacks it. */
export function indexOf(world: World, name: string): number {
  const def = world.functions.find((one) => one.name === name);
  if (def === undefined) throw new Error(`no function ${name}`);
  return def.index;
}
