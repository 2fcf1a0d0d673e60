import type { FunctionModel } from "@/lib/sandbox/world/definitions";
import type { Plan, PlannedCall } from "@/lib/sandbox/world/simulation/plan";
import type { DownstreamCall, InvocationRecord } from "@/lib/sandbox/world/types";

/** Error that a failed call throws, as its client words it. */
export function callError(call: Pick<PlannedCall, "model" | "result">): {
  readonly type: string;
  readonly message: string;
} {
  const { service, resource } = call.model.blueprint;
  if (call.result === "throttle") {
    return {
      type: "ProvisionedThroughputExceededException",
      message:
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
    };
  }
  if (service === "http") {
    return call.result === "fault"
      ? { type: "Error", message: `connect ETIMEDOUT ${resource}:443` }
      : { type: "HttpError", message: `${resource} answered ${refusal(resource)}` };
  }
  return call.result === "fault"
    ? { type: "ServiceUnavailable", message: "Service is unable to handle request." }
    : { type: "ConditionalCheckFailedException", message: "The conditional request failed" };
}

const statuses = { ok: 200, throttle: 400, fault: 0 } as const;

/** How a third party says no: the payment provider in its own way. */
function refusal(host: string): number {
  return host === "api.payments.example" ? 402 : 422;
}

/** The plan's calls as far as the invocation got: later ones never happened, the last may have been cut. */
export function callsOf(
  plan: Plan,
  record: InvocationRecord,
  model: FunctionModel,
): readonly DownstreamCall[] {
  const calls: DownstreamCall[] = [];
  for (const call of plan.calls) {
    const offsetMs = record.suppressedInitMs + call.offsetMs;
    if (offsetMs >= record.durationMs) continue;
    const cut = offsetMs + call.durationMs > record.durationMs;
    const { blueprint, resource } = call.model;
    const error = call.result === "ok" || cut ? { type: "", message: "" } : callError(call);
    calls.push({
      service: blueprint.service,
      operation: blueprint.operation,
      resource,
      path: blueprint.path ?? "",
      offsetMs,
      durationMs: cut ? record.durationMs - offsetMs : call.durationMs,
      status: cut ? 0 : statusOf(call, model),
      result: cut ? "fault" : call.result,
      retries: call.retries,
      errorType: error.type,
      errorMessage: error.message,
    });
  }
  return calls;
}

function statusOf(call: PlannedCall, model: FunctionModel): number {
  const { service, triggers } = call.model.blueprint;
  if (call.result === "error") {
    return service === "http" ? refusal(call.model.blueprint.resource) : 400;
  }
  if (call.result === "ok" && triggers?.via === "async") return 202;
  if (call.result === "ok" && model.blueprint.key === "payments-charge" && service === "http") {
    return 201;
  }
  return statuses[call.result];
}
