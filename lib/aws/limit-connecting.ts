import "server-only";
import type { Agent } from "node:http";
import { Socket } from "node:net";
import type { DurationMs } from "@/lib/base/time";

/**
 * Makes an agent, of https too, give up connecting after a while. The SDK's own limit counts from the request on: one that
 * waits behind others for a free connection would be told that there is no server, and so would everybody after this
 * process was busy for that long, because timers come before connections that were made meanwhile.
 */
export function limitConnecting(agent: Agent, connectionMs: DurationMs): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...call) => giveUpAfter(connectionMs, connect(...call));
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
