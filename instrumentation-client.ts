/**
 * Runs in the browser before anything else. zod looks whether it may write functions at run time, and the policy forbids
 * that: it is told so, lest every page ends with a report of a violation. https://zod.dev/api#config
 */
Reflect.set(globalThis, "__zod_globalConfig", { jitless: true });
