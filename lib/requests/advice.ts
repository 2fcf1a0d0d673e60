import type { LambdaFunction } from "@/lib/model/lambda";
import type { RequestFindings } from "@/lib/model/views/request";
import { namesIntegration } from "@/lib/requests/open-ends";

type Advice = RequestFindings["notLogged"][number];

/** What a stage logs and traces, from its configuration. */
export interface StageLogging {
  readonly name: string;
  readonly kind: string;
  readonly accessLog: boolean;
  readonly variables: readonly string[];
  readonly executionLog: string | null;
  readonly tracing: boolean | null;
}

const FIELDS: readonly (readonly [variable: string, key: string])[] = [
  ["requestId", "requestId"],
  ["extendedRequestId", "extendedRequestId"],
  ["integration.requestId", "integrationRequestId"],
  ["authorizer.requestId", "authorizerRequestId"],
  ["xrayTraceId", "xrayTraceId"],
  ["requestTimeEpoch", "requestTimeEpoch"],
  ["httpMethod", "httpMethod"],
  ["path", "path"],
  ["status", "status"],
  ["responseLatency", "responseLatency"],
  ["integrationLatency", "integrationLatency"],
];

/** An access log format by which requests can be followed exactly. HTTP APIs have no trace id to log. */
export function usefulFormat(kind: string): string {
  const fields = FIELDS.filter(
    ([variable]) => kind === "REST" || !["xrayTraceId", "extendedRequestId"].includes(variable),
  );
  return JSON.stringify(Object.fromEntries(fields.map(([variable, key]) => [key, `$context.${variable}`])));
}

/** What keeps these stages and functions from telling more, and how to change it. */
export function adviceOn(stages: readonly StageLogging[], functions: readonly LambdaFunction[]): Advice[] {
  return [...stages.flatMap(adviceOnStage), ...adviceOnFunctions(functions)];
}

function adviceOnStage(stage: StageLogging): Advice[] {
  const paste = usefulFormat(stage.kind);
  if (!stage.accessLog) {
    return [
      {
        what: `${stage.name} writes no access log`,
        why: "Its requests cannot be found by their id.",
        switchOn: "Set an access log destination and this format for the stage.",
        paste,
      },
    ];
  }
  const missing = [
    ...(namesIntegration(stage) ? [] : ["$context.integration.requestId"]),
    ...(stage.kind === "REST" && stage.tracing === true && !stage.variables.includes("xrayTraceId")
      ? ["$context.xrayTraceId"]
      : []),
    ...(stage.variables.includes("requestId") || stage.variables.includes("extendedRequestId")
      ? []
      : ["$context.requestId"]),
  ];
  const advice: Advice[] = [];
  if (missing.length > 0) {
    advice.push({
      what: `The access log of ${stage.name} lacks ${missing.join(" and ")}`,
      why: "Which invocation served a request can then only be inferred from its time.",
      switchOn: "Add it to the format of the stage's access log; this format has all that is needed.",
      paste,
    });
  }
  if (stage.kind === "REST" && stage.tracing === false) {
    advice.push({
      what: `${stage.name} is not traced`,
      why: "The trace of a request begins at the function; authorizers cannot be joined.",
      switchOn: "Switch on X-Ray tracing for the stage.",
      paste: null,
    });
  }
  return advice;
}

function adviceOnFunctions(functions: readonly LambdaFunction[]): Advice[] {
  const quiet = functions.filter(({ systemLogLevel }) => systemLogLevel === "WARN").map(({ name }) => name);
  const untraced = functions
    .filter(({ tracing }) => tracing !== null && tracing !== "Active")
    .map(({ name }) => name);
  return [
    ...(quiet.length === 0
      ? []
      : [
          {
            what: `${list(quiet)}: START and REPORT are not logged`,
            why: "At the system log level WARN, invocations that went well leave no line of the platform.",
            switchOn: "Set the system log level to INFO.",
            paste: null,
          },
        ]),
    ...(untraced.length === 0
      ? []
      : [
          {
            what: `${list(untraced)}: tracing is not active`,
            why: "Their invocations are in no trace unless their caller's is sampled, so what they cause cannot be followed.",
            switchOn: "Set tracing of the function to Active.",
            paste: null,
          },
        ]),
  ];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more functions` : shown;
}
