import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "node:net";

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

/**
 * Calls `listener` for every request before anybody handles it, in the asynchronous context of that request. Node tells of
 * them on a diagnostics channel. https://nodejs.org/api/diagnostics_channel.html#http
 */
export function onRequest(listener: (arrival: Arrival) => void): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if (!("request" in message && "response" in message && "server" in message)) return;
    const { request, response, server } = message;
    if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return;
    if (server instanceof Server) listener({ request, response, server });
  });
}
