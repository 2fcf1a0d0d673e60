import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Spender } from "@/lib/aws/spend-ledger";
import { processWide } from "@/lib/config/process-wide";
import { onRequest } from "@/lib/server/on-request";
import { purposeOf } from "@/lib/server/purpose-of";

/**
 * What is known of every request in its asynchronous context: Next gives route handlers the request's signal but pages none,
 * does not end React's own `cacheSignal` when the connection closes, and does not tell a page its path.
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
  onRequest(({ request, response }) => {
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
