import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { processWide } from "@/lib/aws/process-wide";

/**
 * Aborted when the reader leaves before the page is complete: AWS calls that are under way for this page alone then
 * stop. Next gives route handlers the request's signal but pages none, and does not end React's own `cacheSignal` when
 * the connection closes; Node tells of every request on a diagnostics channel, in the asynchronous context of that
 * request. https://nodejs.org/api/diagnostics_channel.html#http
 */
export function pageSignal(): AbortSignal {
  return signals.getStore() ?? new AbortController().signal;
}

/** The very first request of a process may come before this module is loaded; its page then runs to its end. */
const signals = processWide("page signals", watchRequests);

function watchRequests(): AsyncLocalStorage<AbortSignal> {
  const store = new AsyncLocalStorage<AbortSignal>();
  subscribe("http.server.request.start", (message) => {
    const response = responseOf(message);
    if (!response) return;
    const left = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) left.abort();
    });
    store.enterWith(left.signal);
  });
  return store;
}

function responseOf(message: unknown): ServerResponse | null {
  if (typeof message !== "object" || message === null || !("response" in message)) return null;
  return message.response instanceof ServerResponse ? message.response : null;
}
