import "server-only";
import { randomBytes } from "node:crypto";
import type { Server } from "node:net";
import { isLoopbackAddress } from "@/lib/access/loopback";
import { processWide } from "@/lib/config/process-wide";
import { onRequest } from "@/lib/server/on-request";

/** What the socket says of a request, which no header can pretend. */
export interface Connection {
  readonly remoteAddress: string;
  /** Whether the server listens on an address of this machine's loopback alone. */
  readonly listensOnLoopback: boolean;
}

const header = "x-lambdascope-connection";

/**
 * Next hands a proxy the headers of a request and not its socket. So a header is written before Next sees the request,
 * over whatever was sent under that name; it begins with a secret of this process, in case that it was not written.
 */
export function watchConnections(): void {
  processWide("connection mark", mark);
}

/** null: nobody watched yet when the request began. */
export function connectionOf(headers: Headers): Connection | null {
  const [secret, listens, remoteAddress] = headers.get(header)?.split(" ") ?? [];
  if (secret !== processWide("connection mark", mark) || remoteAddress === undefined) return null;
  return { remoteAddress, listensOnLoopback: listens === "loopback" };
}

/** Not for anyone behind the guard. */
export function withoutMark(headers: Headers): void {
  headers.delete(header);
}

function mark(): string {
  const secret = randomBytes(16).toString("hex");
  onRequest(({ request, server }) => {
    const listens = listensOnLoopback(server) ? "loopback" : "elsewhere";
    request.headers[header] = `${secret} ${listens} ${request.socket.remoteAddress ?? "unknown"}`;
  });
  return secret;
}

/** A socket in the file system is guarded by its permissions. */
function listensOnLoopback(server: Server): boolean {
  const address = server.address();
  return address !== null && (typeof address === "string" || isLoopbackAddress(address.address));
}
