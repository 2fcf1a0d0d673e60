import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

/**
 * A reader who leaves while a request with a body is being answered would be an uncaught exception: for `proxy.ts`, Next.js
 * puts a plain stream's methods over the request's (`getCloneableBody`), and with them goes Node's rule that a broken
 * connection is an error only for those who listen for errors. The listener comes late because earlier ones go too.
 */
export function tolerateAbandonedRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if (!("request" in message && "response" in message)) return;
    const { request, response } = message;
    if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return;
    response.once("close", () => request.on("error", () => undefined));
  });
}
