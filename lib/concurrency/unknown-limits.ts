import { formatCount } from "@/lib/base/format-number";
import type { UnknownLimit } from "@/lib/model/views/concurrency";

export interface KnownLimits {
  readonly functions: number;
  /** Functions with Lambda Insights. */
  readonly withMemory: number;
  /** Functions whose configuration, and so timeout, could not be read. */
  readonly withoutTimeout: number;
  readonly stages: number;
  readonly stagesWithLimit: number;
  readonly stagesNotRead: number;
}

/** Limits that metrics say nothing of, each with where to look. A limit that is not known is never taken for kept. */
export function unknownLimits(known: KnownLimits): UnknownLimit[] {
  const { functions, withMemory, withoutTimeout, stages, stagesWithLimit, stagesNotRead } = known;
  const rest = stages - stagesWithLimit - stagesNotRead;
  const all: (UnknownLimit | null)[] = [
    withMemory < functions
      ? {
          kind: "memory",
          what:
            functions === 1
              ? "Memory"
              : `Memory of ${formatCount(functions - withMemory)} of ${formatCount(functions)} functions`,
          reason: "CloudWatch has no metric of memory unless the function runs Lambda Insights.",
          nextStep:
            "REPORT lines tell it: read them with the cold starts (/api/cold-starts), or request by request in Logs.",
        }
      : null,
    withoutTimeout > 0
      ? {
          kind: "timeout",
          what:
            functions === 1
              ? "Timeout"
              : `Timeout of ${formatCount(withoutTimeout)} of ${formatCount(functions)} functions`,
          reason: "Their configuration could not be read.",
          nextStep: "Add lambda:ListFunctions to the policy of these credentials.",
        }
      : null,
    {
      kind: "payload",
      what: "Payload size",
      reason:
        "Responses over 6 MB (200 MB streamed) and events over 1 MB fail, but no metric tells that from other errors.",
      nextStep:
        "Log lines tell refused responses: read them with the cold starts (/api/cold-starts). Of refused events the access log tells, by status 413.",
    },
    {
      kind: "ephemeral-storage",
      what: "Ephemeral storage",
      reason: "No metric of AWS/Lambda tells how full /tmp is.",
      nextStep: "Look for “No space left on device” in the logs, or read tmp_used of Lambda Insights.",
    },
    stagesNotRead > 0
      ? {
          kind: "stage-settings",
          what: `Throttle limits of ${formatCount(stagesNotRead)} API stages`,
          reason: "Their settings could not be read, or there are too many to ask for.",
          nextStep: "Open the stage's own page.",
        }
      : null,
    rest > 0
      ? {
          kind: "account-rate",
          what: `Request rate of ${formatCount(rest)} API ${rest === 1 ? "stage" : "stages"} without a limit of ${rest === 1 ? "its" : "their"} own`,
          reason:
            "They share the account's limit, 10,000 requests a second unless it was changed; it is not read. Refused requests (429) are part of 4xx.",
          nextStep: "Service Quotas shows the account's limit.",
        }
      : null,
  ];
  return all.filter((one) => one !== null);
}
