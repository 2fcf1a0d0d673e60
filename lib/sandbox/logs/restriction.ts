import type { Restriction } from "@/lib/sandbox/logs/source/log-source";
import type { World } from "@/lib/sandbox/world/types";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TRACE = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/**
 * The records that can hold all of the texts, when one of the texts is a Lambda request id or a trace id of this
 * world: such ids stand only in lines of their own invocations and of the API request that made the call. null: no
 * such text, anything may match.
 */
export function restrictionOf(world: World, required: readonly string[]): Restriction | null {
  for (const text of required) {
    const found = UUID.test(text)
      ? invocationsOf(world, text)
      : TRACE.test(text)
        ? traceOf(world, text)
        : null;
    if (found !== null) return found;
  }
  return null;
}

function invocationsOf(world: World, requestId: string): Restriction | null {
  const first = world.findInvocationByRequestId(requestId);
  if (first === undefined) return null;
  return withRequests(world, Array.from(world.attemptsOf(first)), -1);
}

function traceOf(world: World, traceId: string): Restriction | null {
  const trace = world.findTrace(traceId);
  return trace === undefined ? null : withRequests(world, trace.invocationIndexes, trace.requestIndex);
}

function withRequests(world: World, invocations: readonly number[], request: number): Restriction {
  const requests = new Set(invocations.map((index) => world.invocation(index).requestIndex));
  requests.add(request);
  requests.delete(-1);
  return { invocations: new Set(invocations), requests };
}
