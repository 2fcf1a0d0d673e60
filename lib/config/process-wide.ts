import "server-only";

type Store = Map<string, unknown>;

const storeKey = Symbol.for("lambdascope.process");

/**
 * One instance per process. A module variable is not enough: Next bundles pages and route handlers apart and reloads
 * modules in development, and pace, cache and meter must be common to all of them.
 */
export function processWide<T>(name: string, create: () => T): T {
  if (!store.has(name)) store.set(name, create());
  return storedAs<T>(store.get(name));
}

/** Held from here on: what a unit test left running cannot reach into the store of the next. */
const store = processStore();

function processStore(): Store {
  const known: unknown = Reflect.get(globalThis, storeKey);
  if (known !== undefined) return storedAs<Store>(known);
  const created: Store = new Map();
  Reflect.set(globalThis, storeKey, created);
  return created;
}

/** Each name has one creator, so what is stored under it has that creator's type. */
function storedAs<T>(value: unknown): T {
  return value as T;
}
