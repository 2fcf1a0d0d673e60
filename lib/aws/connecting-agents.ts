import "server-only";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Socket } from "node:net";
import type { DurationMs } from "@/lib/base/time";

type AgentOptions = ConstructorParameters<typeof HttpAgent>[0];

/**
 * Node's agent, which gives up connecting after a while. The SDK's own limit counts from the request on: one that waits
 * behind others for a free connection would be told that there is no server, and so would everybody after this process
 * was busy for that long, because timers come before connections that were made meanwhile.
 */
export class ConnectingHttpAgent extends HttpAgent {
  constructor(
    private readonly connectionMs: DurationMs,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(...call: Parameters<HttpAgent["createConnection"]>) {
    return giveUpAfter(this.connectionMs, super.createConnection(...call));
  }
}

/** The same for https. */
export class ConnectingHttpsAgent extends HttpsAgent {
  constructor(
    private readonly connectionMs: DurationMs,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(...call: Parameters<HttpsAgent["createConnection"]>) {
    return giveUpAfter(this.connectionMs, super.createConnection(...call));
  }
}

function giveUpAfter<T>(connectionMs: DurationMs, socket: T): T {
  if (!(socket instanceof Socket)) return socket;
  const timer = setTimeout(() => {
    // What was connected while this process was busy is told of first.
    setImmediate(() => {
      if (socket.connecting) socket.destroy(noConnection(connectionMs));
    });
  }, connectionMs);
  for (const event of ["connect", "close"]) socket.once(event, () => clearTimeout(timer));
  return socket;
}

/** With the code by which the SDK knows what may be tried again. */
function noConnection(connectionMs: DurationMs): Error {
  const message = `No connection to the server within ${connectionMs} ms.`;
  return Object.assign(new Error(message), { code: "ETIMEDOUT" });
}
