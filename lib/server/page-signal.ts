import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import type { Spender } from "@/lib/aws/spend-ledger";
import { processWide } from "@/lib/config/process-wide";
import { purposeOf } from "@/lib/server/purpose-of";

/**
 * What Node tells of every request on a diagnostics channel, in the asynchronous context of that request: Next gives route
 * handlers the request's signal but pages none, does not end React's own `cacheSignal` when the connection closes, and
 * does not tell a page its path. https://nodejs.org/api/diagnostics_channel.html#http
 */
interface Asked {
  readonly signal: AbortSignal;
  readonly spender: Spender;
}

/**
 * Aborted when the reader leaves before the page is complete: AWS calls that are under way for this page alone then stop.
 */
export function pageSignal(): AbortSignal {
  return requests.getStore()?.signal ?? new AbortController().signal;
}

/** For which page, and for whose browser, AWS is being called. */
export function spender(): Spender {
  return requests.getStore()?.spender ?? { purpose: "other", session: null };
}

/** From the start on: instrumentation.ts loads this module. */
const requests = processWide("requests", watchRequests);

/** Names a browser until it is closed, for nothing but adding up what it spends. */
const SESSION_COOKIE = "lambdascope-session";

function watchRequests(): AsyncLocalStorage<Asked> {
  const store = new AsyncLocalStorage<Asked>();
  subscribe("http.server.request.start", (message) => {
    const exchange = exchangeOf(message);
    if (!exchange) return;
    const { request, response } = exchange;
    const left = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) left.abort();
    });
    const purpose = purposeOf(request.url ?? "/");
    const session = sessionOf(request) ?? (isPage(request, purpose) ? openSession(response) : null);
    store.enterWith({ signal: left.signal, spender: { purpose: purpose ?? "other", session } });
  });
  return store;
}

/** A script that asks for JSON alone keeps no cookies. */
function isPage({ url = "" }: IncomingMessage, purpose: string | null): boolean {
  return purpose !== null && !url.startsWith("/api/");
}

function sessionOf({ headers }: IncomingMessage): string | null {
  const [, id] = /(?:^|;\s*)lambdascope-session=([0-9a-f-]{36})(?:;|$)/.exec(headers.cookie ?? "") ?? [];
  return id ?? null;
}

function openSession(response: ServerResponse): string {
  const id = randomUUID();
  response.appendHeader("set-cookie", `${SESSION_COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
  return id;
}

function exchangeOf(message: unknown): { request: IncomingMessage; response: ServerResponse } | null {
  if (typeof message !== "object" || message === null) return null;
  if (!("response" in message && "request" in message)) return null;
  const { request, response } = message;
  return request instanceof IncomingMessage && response instanceof ServerResponse
    ? { request, response }
    : null;
}
