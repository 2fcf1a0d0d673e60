import "server-only";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { noteServerDate } from "@/lib/aws/clock";
import { ConnectingHttpAgent, ConnectingHttpsAgent } from "@/lib/aws/connecting-agents";
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
  return new DatedHttpHandler(endpointUrl, {
    requestTimeout: requestMs,
    // Without this the handler only logs a warning and goes on waiting.
    throwOnRequestTimeout: true,
    httpAgent: new ConnectingHttpAgent(connectionMs, connections),
    httpsAgent: new ConnectingHttpsAgent(connectionMs, connections),
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
