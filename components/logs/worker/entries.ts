import type { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import type { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import type { InvocationId, LogBook } from "@/lib/logs/log-book";
import type { GatewayRequest, Invocation } from "@/lib/model/log";

/** One row of the requests view: a request to an API with the invocations that it caused, or an invocation alone. */
export interface Entry {
  readonly key: string;
  readonly startMs: number;
  readonly gateway: GatewayRequest | null;
  readonly invocations: readonly Invocation[];
  readonly invocationIds: readonly InvocationId[];
}

/** All requests that the book holds, by their start. An invocation belongs to the API request that names its id. */
export function entriesOf(
  book: LogBook,
  reader: InvocationReader,
  gateway: GatewayRequests,
): readonly Entry[] {
  const byLambdaId = gateway.byLambdaRequestId();
  const caused = new Map<string, { invocations: Invocation[]; ids: InvocationId[] }>();
  const entries: Entry[] = [];
  for (const id of book.invocations()) {
    const invocation = reader.read(id);
    const cause = byLambdaId.get(invocation.requestId);
    if (cause) {
      const known = caused.get(cause.key) ?? { invocations: [], ids: [] };
      known.invocations.push(invocation);
      known.ids.push(id);
      caused.set(cause.key, known);
    } else {
      entries.push({
        key: keyOfInvocation(invocation),
        startMs: invocation.startMs ?? invocation.firstMs,
        gateway: null,
        invocations: [invocation],
        invocationIds: [id],
      });
    }
  }
  for (const request of gateway.all()) {
    const { invocations = [], ids = [] } = caused.get(request.key) ?? {};
    entries.push({
      key: request.key,
      startMs: request.startMs,
      gateway: request,
      invocations,
      invocationIds: ids,
    });
  }
  return entries.sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1));
}

export function keyOfInvocation({ group, key }: Invocation): string {
  return `${group} ${key}`;
}

export type EntryStatus = Invocation["status"] | "throttled";

const failed = new Set<EntryStatus>(["error", "timeout", "out-of-memory", "crash", "throttled"]);

/** What went wrong first: of the invocations, else of the API. */
export function statusOf({ gateway, invocations }: Entry): EntryStatus {
  const worst = invocations.find((one) => failed.has(one.status));
  if (worst) return worst.status;
  if (gateway?.throttled) return "throttled";
  if (gateway?.timeout) return "timeout";
  const status = gateway?.status ?? null;
  if (status !== null) return status >= 500 || gateway?.error ? "error" : "success";
  if (gateway?.error) return "error";
  return invocations.at(-1)?.status ?? "unknown";
}

export function isFailed(entry: Entry): boolean {
  return failed.has(statusOf(entry));
}

/** What the caller waited for where an API tells it, else the invocations. */
export function durationOf({ gateway, invocations }: Entry): number | null {
  if (gateway?.latencyMs != null) return gateway.latencyMs;
  const [first] = invocations;
  return first?.durationMs ?? null;
}

/** The invocation that tells how the request began: the first that waited for its environment, else the first. */
export function beginOf({ invocations }: Entry): Invocation | null {
  return invocations.find((one) => one.cold === true) ?? invocations[0] ?? null;
}

export function coldOf(entry: Entry): boolean | null {
  return beginOf(entry)?.cold ?? null;
}
