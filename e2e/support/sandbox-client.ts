import { z } from "zod";

/** What the sandbox knows about itself, over HTTP. */

const functionTruthSchema = z.object({
  invocations: z.number(),
  errors: z.number(),
  throttles: z.number(),
  outOfMemory: z.number(),
  durationP50Ms: z.number().nullable(),
  durationP95Ms: z.number().nullable(),
  durationP99Ms: z.number().nullable(),
  concurrentExecutionsMax: z.number().nullable(),
  gbSeconds: z.number(),
  coldStarts: z.object({ onDemand: z.number(), snapStartRestore: z.number(), failedInit: z.number() }),
});

const apiTruthSchema = z.object({
  id: z.string(),
  kind: z.string(),
  count: z.number(),
  status4xx: z.number(),
  status5xx: z.number(),
  latencyP95Ms: z.number().nullable(),
  integrationLatencyP95Ms: z.number().nullable(),
});

const invocationTruthSchema = z.object({
  functionName: z.string(),
  requestId: z.string(),
  attempt: z.number(),
  startMs: z.number(),
  durationMs: z.number(),
  cold: z.boolean(),
  outcome: z.string(),
  traceId: z.string(),
  /** Its trace reached X-Ray. */
  traced: z.boolean(),
});
export type InvocationTruth = z.infer<typeof invocationTruthSchema>;

const requestsTruthSchema = z.object({
  requests: z.array(
    z.object({
      apiGatewayRequestId: z.string(),
      extendedRequestId: z.string(),
      /** Empty when nothing of the request has a trace id. */
      traceId: z.string(),
      traced: z.boolean(),
      api: z.string(),
      stage: z.string(),
      method: z.string(),
      path: z.string(),
      status: z.number(),
      startMs: z.number(),
      latencyMs: z.number(),
      outcome: z.string(),
      authorizer: invocationTruthSchema.nullable(),
      invocations: z.array(invocationTruthSchema),
    }),
  ),
  events: z.array(z.object({ startMs: z.number(), invocations: z.array(invocationTruthSchema) })),
});
export type RequestsTruth = z.infer<typeof requestsTruthSchema>;

const truthSchema = z.object({
  functions: z.record(z.string(), functionTruthSchema),
  /** Keyed `name/stage`. */
  apis: z.record(z.string(), apiTruthSchema),
  /** Changes that somebody made in the window, oldest first. */
  deployments: z.array(
    z.object({
      function: z.string().nullable(),
      kind: z.string(),
      atMs: z.number(),
      version: z.string(),
      alias: z.string().nullable(),
      share: z.number().nullable(),
      by: z.string(),
    }),
  ),
  /** What went badly wrong, at any time in the window; the first function is where the cause shows. */
  incidents: z.array(
    z.object({
      kind: z.string(),
      fromMs: z.number(),
      functions: z.array(z.string()),
      apis: z.array(z.string()),
    }),
  ),
  /** Without logs, before any free tier. */
  bill: z.object({ lineItems: z.array(z.object({ item: z.string(), usd: z.number() })) }),
});
export type Truth = z.infer<typeof truthSchema>;

const callsSchema = z.object({ operations: z.record(z.string(), z.object({ calls: z.number() })) });

export interface FaultRule {
  readonly service?: string;
  readonly operation?: string;
  readonly region?: string;
  readonly rate: number;
  readonly fault: string;
  readonly latencyMs?: number;
  readonly count?: number;
}

export class SandboxClient {
  constructor(private readonly url: string) {}

  async truth(window: { from: string | number; to: string | number; region: string }): Promise<Truth> {
    const query = new URLSearchParams({
      from: String(window.from),
      to: String(window.to),
      region: window.region,
    });
    return truthSchema.parse(await this.#json(`/_sandbox/truth?${query}`));
  }

  /** The first requests of the window, and the first events that no request caused, with the ids of all they caused. */
  async requests(
    { from, to, region }: { from: string; to: string; region: string },
    limit: number,
  ): Promise<RequestsTruth> {
    const query = new URLSearchParams({ from, to, region, limit: String(limit) });
    return requestsTruthSchema.parse(await this.#json(`/_sandbox/truth/requests?${query}`));
  }

  /** Every invocation that ran in the window, whatever caused it. */
  async invocations(window: {
    from: string;
    to: string;
    region: string;
  }): Promise<readonly InvocationTruth[]> {
    // What an earlier request caused may run in the window too.
    const early = new Date(Date.parse(window.from) - 5 * 60_000).toISOString();
    const { requests, events } = await this.requests({ ...window, from: early }, 10_000);
    const authorizers = requests.flatMap(({ authorizer }) => (authorizer ? [authorizer] : []));
    return [...requests, ...events]
      .flatMap(({ invocations }) => invocations)
      .concat(authorizers)
      .filter(
        ({ startMs, durationMs }) =>
          startMs + durationMs >= Date.parse(window.from) && startMs < Date.parse(window.to),
      );
  }

  /** Replaces the rules; an empty list ends all faults. */
  async setFaults(rules: readonly FaultRule[]): Promise<void> {
    await this.#json("/_sandbox/faults", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ rules }),
    });
  }

  /** How often `service.Operation` was called since `forgetCalls`. */
  async callCount(operation: string): Promise<number> {
    const { operations } = callsSchema.parse(await this.#json("/_sandbox/calls"));
    return operations[operation]?.calls ?? 0;
  }

  async forgetCalls(): Promise<void> {
    await this.#json("/_sandbox/calls", { method: "DELETE" });
  }

  async #json(path: string, init?: RequestInit): Promise<unknown> {
    const response = await fetch(this.url + path, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
