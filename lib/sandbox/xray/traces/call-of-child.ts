import type { DownstreamCall, InvocationRecord } from "@/lib/sandbox/world/types";

/** Service through which a child of each trigger was caused. */
const SERVICE_OF_TRIGGER: Partial<Record<InvocationRecord["trigger"], DownstreamCall["service"]>> = {
  sns: "SNS",
  sqs: "SQS",
  s3: "S3",
  async: "Lambda",
};

/**
 * Which of the parent's calls caused a child: of those to the right service (and function), the last one that began
 * before Lambda took the event in. -1 when the parent made no such call.
 */
export function callOfChild(
  parent: { readonly startMs: number; readonly calls: readonly DownstreamCall[] },
  child: {
    readonly trigger: InvocationRecord["trigger"];
    readonly functionName: string;
    readonly acceptedMs: number;
  },
): number {
  const service = SERVICE_OF_TRIGGER[child.trigger];
  let found = -1;
  parent.calls.forEach((call, index) => {
    if (call.service !== service) return;
    if (service === "Lambda" && !call.resource.includes(child.functionName)) return;
    if (found === -1 || parent.startMs + call.offsetMs <= child.acceptedMs) found = index;
  });
  return found;
}
