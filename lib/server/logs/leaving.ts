import "server-only";
import { setMaxListeners } from "node:events";
import type { CallScope } from "@/lib/aws/call-scope";

/**
 * The scope with one more way to be abandoned: when whoever reads the answer stops. Its signal hears of every call under
 * way, more than the ten listeners from which Node suspects a leak.
 */
export function leavable(scope: CallScope): { readonly scope: CallScope; readonly leave: () => void } {
  const leaving = new AbortController();
  const signal = AbortSignal.any([scope.signal, leaving.signal]);
  setMaxListeners(0, signal);
  return { scope: { ...scope, signal }, leave: () => leaving.abort() };
}
