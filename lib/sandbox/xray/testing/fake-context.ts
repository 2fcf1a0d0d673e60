import type { CallContext } from "@/lib/sandbox/http/contract";
import type { World } from "@/lib/sandbox/world/types";

/** A call's context over a world, with state of its own and the world's instant. */
export function fakeContext(world: World): CallContext {
  const kept = new Map<string, unknown>();
  return {
    world,
    region: world.region,
    nowMs: world.nowMs(),
    signal: new AbortController().signal,
    state: <T>(key: string, create: () => T): T => {
      if (!kept.has(key)) kept.set(key, create());
      return storedAs<T>(kept.get(key));
    },
  };
}

/** A key of `state` always holds what its own `create` made. */
function storedAs<T>(value: unknown): T {
  return value as T;
}
