import { AsyncLocalStorage } from "node:async_hooks";
import { env } from "node:process";
import { vi } from "vitest";

/**
 * Runs before each test file. The files of a worker share its process, so that packages, the AWS SDK above all, are
 * loaded once. The modules of this repository, what they keep process-wide (lib/config/process-wide.ts) and the
 * environment start anew in each.
 */
vi.resetModules();
Reflect.deleteProperty(globalThis, Symbol.for("lambdascope.process"));

// As Next's server does at its start. What some of its modules put around the console would throw without it, in whichever
// file comes next.
Reflect.set(globalThis, "AsyncLocalStorage", AsyncLocalStorage);

const key = Symbol.for("lambdascope.test-environment");
const found: NodeJS.ProcessEnv | undefined = Reflect.get(globalThis, key);
const atStart = found ?? { ...env };
Reflect.set(globalThis, key, atStart);
for (const name of Object.keys(env)) if (!(name in atStart)) Reflect.deleteProperty(env, name);
Object.assign(env, atStart);
