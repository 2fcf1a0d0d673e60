import type { InvocationStatus } from "@/lib/model/log";

/** An API request whose log lines do not say which invocation served it. */
export interface OpenRequest {
  readonly key: string;
  readonly requestId: string;
  readonly functionName: string;
  /** It began at this instant or up to `startUncertainMs` later. */
  readonly startMs: number;
  readonly startUncertainMs: number;
  /** When the answer went out. */
  readonly endMs: number;
  readonly status: number | null;
  /** The gateway gave up waiting: the invocation went on. */
  readonly timeout: boolean;
}

/** An attempt of a function that no other evidence gives to a request. */
export interface OpenInvocation {
  readonly key: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly startMs: number;
  /** null while it runs, or where its end is not logged. */
  readonly endMs: number | null;
  readonly status: InvocationStatus;
}

export interface InferredJoin {
  readonly requestKey: string;
  readonly requestId: string;
  readonly lambdaRequestId: string;
  /** Why, in words. */
  readonly says: string;
}

/** Timestamps of two services, each cut to milliseconds. */
const SLACK_MS = 25;
/** The gateway answers soon after the function returned. */
const ANSWERED_WITHIN_MS = 300;

/**
 * Joins by function and time, and only where both sides leave no other choice: one invocation fits the request, and one
 * request fits the invocation.
 *
 *     request     |-----------------------------|          timeout   |------------------|
 *     invocation      |--------------------| ≤ 300 ms                   |---------------------- …
 */
export function inferJoins(
  requests: readonly OpenRequest[],
  invocations: readonly OpenInvocation[],
): readonly InferredJoin[] {
  const fitting = new Map<string, OpenInvocation[]>();
  const wanted = new Map<string, number>();
  for (const request of requests) {
    const fits = invocations.filter((invocation) => suits(request, invocation));
    fitting.set(request.key, fits);
    for (const { key } of fits) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  return requests.flatMap((request): InferredJoin[] => {
    const fits = fitting.get(request.key) ?? [];
    const [only] = fits;
    if (only === undefined || fits.length > 1 || wanted.get(only.key) !== 1) return [];
    return [
      {
        requestKey: request.key,
        requestId: request.requestId,
        lambdaRequestId: only.requestId,
        says: `the only invocation of ${request.functionName} at that time that no other request claims`,
      },
    ];
  });
}

/** How many invocations fit a request: why nothing was inferred. */
export function countFitting(request: OpenRequest, invocations: readonly OpenInvocation[]): number {
  return invocations.filter((invocation) => suits(request, invocation)).length;
}

function suits(request: OpenRequest, invocation: OpenInvocation): boolean {
  if (request.functionName !== invocation.functionName) return false;
  if (invocation.startMs < request.startMs - SLACK_MS || invocation.startMs > request.endMs) return false;
  if (request.timeout) return invocation.endMs === null || invocation.endMs > request.endMs - SLACK_MS;
  if (invocation.endMs === null) return false;
  const after = request.endMs - invocation.endMs;
  if (after < -SLACK_MS || after > ANSWERED_WITHIN_MS) return false;
  return (request.status ?? 0) >= 500 ? mayFail(invocation.status) : invocation.status === "success";
}

/** A function may return a 5xx of its own. */
function mayFail(status: InvocationStatus): boolean {
  return status !== "running" && status !== "unknown";
}
