import "server-only";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { noteServerDate } from "@/lib/aws/clock";
import type { DurationMs } from "@/lib/base/time";

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
  const connections = { keepAlive: true, maxSockets: 64 };
  return new DatedHttpHandler(endpointUrl, {
    connectionTimeout: connectionMs,
    requestTimeout: requestMs,
    // Without this the handler only logs a warning and goes on waiting.
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent(connections),
    httpsAgent: new HttpsAgent(connections),
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
