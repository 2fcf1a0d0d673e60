import "server-only";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { noteServerDate } from "@/lib/aws/clock";
import { limitConnecting } from "@/lib/aws/limit-connecting";
import type { DurationMs } from "@/lib/base/time";

/**
 * To one server, so that one that hangs cannot take every file handle; further calls wait. Each service of AWS is a server
 * of its own, but behind an endpoint of one's own all services are one.
 */
export const MAX_CONNECTIONS = 256;

interface Patience {
  readonly connectionMs: DurationMs;
  /** From sending to the whole answer. */
  readonly requestMs: DurationMs;
}

/** Connections are kept and shared by all clients of an endpoint; null is AWS. */
export function createHttpHandler(
  endpointUrl: string | null,
  { connectionMs, requestMs }: Patience = { connectionMs: 3_000, requestMs: 15_000 },
): NodeHttpHandler {
  const connections = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
  const agents = { httpAgent: new HttpAgent(connections), httpsAgent: new HttpsAgent(connections) };
  for (const agent of Object.values(agents)) limitConnecting(agent, connectionMs);
  return new DatedHttpHandler(endpointUrl, {
    ...agents,
    requestTimeout: requestMs,
    // Without this the handler only logs a warning and goes on waiting.
    throwOnRequestTimeout: true,
  });
}

/** Reads the time off every answer. */
class DatedHttpHandler extends NodeHttpHandler {
  readonly #endpointUrl: string | null;

  constructor(endpointUrl: string | null, options: NodeHttpHandlerOptions) {
    super(options);
    this.#endpointUrl = endpointUrl;
  }

  override async handle(
    ...call: Parameters<NodeHttpHandler["handle"]>
  ): ReturnType<NodeHttpHandler["handle"]> {
    const answer = await super.handle(...call);
    noteServerDate(this.#endpointUrl, answer.response.headers.date);
    return answer;
  }
}
