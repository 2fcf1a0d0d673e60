import type { FunctionModel } from "@/lib/sandbox/world/definitions";
import { callError } from "@/lib/sandbox/world/detail/calls";
import type { Plan } from "@/lib/sandbox/world/simulation/plan";
import type { InvocationDetail, InvocationRecord } from "@/lib/sandbox/world/types";

type Failure = NonNullable<InvocationDetail["failure"]>;

/** What ended the invocation, or null. Frames are in the manner of the runtime, without the heading line. */
export function failureOf(
  plan: Plan,
  record: InvocationRecord,
  model: FunctionModel,
  requestId: string,
): Failure | null {
  switch (record.outcome) {
    case "success":
      return null;
    case "timeout":
      return {
        type: "Sandbox.Timedout",
        message: `RequestId: ${requestId} Error: Task timed out after ${(model.def.timeoutMs / 1000).toFixed(2)} seconds`,
        stack: [],
      };
    case "out-of-memory":
      return {
        type: "Runtime.OutOfMemory",
        message: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
        stack: [],
      };
    case "crash":
      return {
        type: "Runtime.ExitError",
        message: `RequestId: ${requestId} Error: Runtime exited with error: exit status 1`,
        stack: [],
      };
    case "error":
      return thrown(plan, model);
  }
}

/** The error that the handler threw. */
export function thrown(plan: Plan, model: FunctionModel): Failure {
  const { failure } = plan;
  if (failure?.kind === "bad-version") {
    return {
      type: "TypeError",
      message: "Cannot read properties of undefined (reading 'installments')",
      stack: [
        "    at schedule (/var/task/installments.js:14:31)",
        "    at charge (/var/task/provider.js:41:22)",
        "    at async Runtime.handler (/var/task/charge.js:33:18)",
      ],
    };
  }
  if (failure?.kind === "call") {
    const call = plan.calls[failure.position];
    if (call !== undefined) return { ...callError(call), stack: framesOf(model) };
  }
  const template = failure?.kind === "template" ? failure.template : 0;
  return model.blueprint.errors[template] ?? model.blueprint.errors[0];
}

/** Frames of the handler's own code around a failing client call. */
function framesOf(model: FunctionModel): readonly string[] {
  const { runtime, handler } = model.blueprint;
  const file = handler.split(".")[0] ?? "index";
  if (runtime.startsWith("nodejs")) {
    return [
      `    at async call (/var/task/client.js:58:13)`,
      `    at async Runtime.handler (/var/task/${file}.js:37:18)`,
    ];
  }
  if (runtime.startsWith("python")) {
    return [`  File "/var/task/${file}.py", line 44, in handler\n    client.call(request)`];
  }
  return [];
}
