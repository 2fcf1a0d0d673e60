import type { RequestFindings } from "@/lib/model/views/request";
import type { Analysis } from "@/lib/requests/analyse";

interface RemarksInput {
  readonly analysis: Analysis;
  readonly gateways: RequestFindings["gateways"];
  readonly invocations: RequestFindings["invocations"];
  readonly missingTraces: readonly string[];
}

/** What was inferred, what could not be known, and why: in sentences. */
export function remarksOn({ analysis, gateways, invocations, missingTraces }: RemarksInput): string[] {
  const remarks: string[] = [];
  const inferred = analysis.ids.filter(
    ({ certainty, role }) => certainty === "inferred" && role === "integration",
  );
  if (inferred.length > 0) {
    remarks.push(
      "No log names the invocation that served this API request: it was inferred from function and time, and it is the only one that fits.",
    );
  }
  const served = invocations.some(({ role }) => role === "integration");
  for (const { request, fitting } of analysis.open) {
    if (served || fitting === 0) continue;
    remarks.push(
      fitting === 1
        ? `One invocation of ${request.functionName} fits the time of this API request, but other requests fit it as well: nothing is claimed.`
        : `${fitting} invocations of ${request.functionName} fit the time of this API request: nothing is claimed.`,
    );
  }
  const joined = new Set(analysis.ids.map(({ id }) => id));
  const unsampled = missingTraces.filter((id) => joined.has(id));
  if (unsampled.length > 0) {
    remarks.push(
      "X-Ray kept nothing of the trace: it was not sampled, or is older than 30 days. Its id still joins the log lines that name it.",
    );
  }
  if (analysis.trace.malformed > 0) {
    remarks.push(`${analysis.trace.malformed} documents of the trace could not be read.`);
  }
  if (analysis.trace.invocations.some(({ requestId, throttled }) => throttled && joined.has(requestId))) {
    remarks.push("Lambda refused the call for lack of concurrency: it never ran, and has no log lines.");
  }
  const lineless = analysis.ids.filter(
    ({ kind, id }) =>
      kind === "lambda" &&
      !invocations.some(({ requestId }) => requestId === id) &&
      !analysis.trace.invocations.some((one) => one.requestId === id && one.throttled),
  );
  if (lineless.length > 0) {
    remarks.push(
      `Of ${lineless.length === 1 ? "one Lambda request" : `${lineless.length} Lambda requests`} no log line was found, only its id: ${lineless.map(({ id }) => id).join(", ")}.`,
    );
  }
  if (invocations.length > 0 || gateways.length > 0) {
    remarks.push(
      "Messages that a queue or a stream handed on begin a trace of their own, and untraced work names nobody: what they caused beyond the invocations shown here is not known.",
    );
  }
  return remarks;
}
