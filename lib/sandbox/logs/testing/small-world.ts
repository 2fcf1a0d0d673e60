import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { logs } from "@/lib/sandbox/logs/service";
import { createWorld } from "@/lib/sandbox/world/create-world";
import type { World } from "@/lib/sandbox/world/types";

export const NOW = Date.UTC(2026, 0, 15, 12);

/** Six quiet hours of the shop, frozen at `NOW` or another instant. */
export function smallWorld(nowMs = NOW): World {
  const world = createWorld({
    seed: 7,
    nowMs,
    hours: 6,
    rps: 0.4,
    functions: 0,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  return world;
}

/** The same world seen by a clock of the test's own, which must not pass `NOW`. */
export function replay(world: World, clock: () => number): World {
  return new Proxy(world, {
    get: (target, key) => {
      if (key === "nowMs") return clock;
      const member: unknown = Reflect.get(target, key);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

/** A caller of the service's operations in one sandbox. `nowMs` is what the service takes for now. */
export function caller(world: World, nowMs = NOW, signal = new AbortController().signal) {
  const states = new Map<string, unknown>();
  const context: CallContext = {
    world,
    region: world.region,
    nowMs,
    signal,
    state: <T>(key: string, create: () => T): T => {
      if (!states.has(key)) states.set(key, create());
      return stored<T>(states.get(key));
    },
  };
  return {
    context,
    /** The answer as a client gets it: through JSON. */
    call: <T>(operation: string, input: JsonObject): T => {
      const run = logs.operations[operation];
      if (run === undefined) throw new Error(`no operation ${operation}`);
      return answered<T>(run(input, context));
    },
  };
}

/** The state under a key has the type with which it was created. */
function stored<T>(value: unknown): T {
  return value as T;
}

/** The caller names the shape of the answer that it asked for. */
function answered<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
