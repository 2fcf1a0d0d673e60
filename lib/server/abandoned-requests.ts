import "server-only";
import { onRequest } from "@/lib/server/on-request";

/**
 * A reader who leaves while a request with a body is being answered would be an uncaught exception: for `proxy.ts`, Next.js
 * puts a plain stream's methods over the request's (`getCloneableBody`), and with them goes Node's rule that a broken
 * connection is an error only for those who listen for errors. The listener comes late because earlier ones go too.
 */
export function tolerateAbandonedRequests(): void {
  onRequest(({ request, response }) => {
    response.once("close", () => request.on("error", () => undefined));
  });
}
