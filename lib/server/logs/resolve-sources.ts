import "server-only";
import { listRestApis } from "@/lib/aws/api-gateway";
import { listHttpApis } from "@/lib/aws/api-gateway-v2";
import { getFunction, listFunctions } from "@/lib/aws/lambda";
import type { Api, ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { LogSource } from "@/lib/model/log";
import type { LogsNote } from "@/lib/model/views/logs";
import { stagesOf } from "@/lib/server/load-apis";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";

/** A source and where its events are. */
export interface ResolvedSource {
  readonly source: LogSource;
  /** Groups to read: a stage with a canary has two. Empty: there is nothing to read. */
  readonly groups: readonly string[];
  readonly notes: readonly LogsNote[];
  readonly failures: readonly Failure[];
}

/** With more functions than this, listing all of them takes fewer calls. */
const ASK_ONE_BY_ONE = 5;

/** Looks each source's log group up. A function or stage whose configuration cannot be read is looked for where AWS puts it by default. */
export function resolveSources(
  view: ViewRequest,
  refs: readonly SourceRef[],
): Promise<readonly ResolvedSource[]> {
  const manyFunctions = refs.filter(({ kind }) => kind === "function").length > ASK_ONE_BY_ONE;
  return Promise.all(
    refs.map((ref) => {
      switch (ref.kind) {
        case "function":
          return resolveFunction(view, ref.name, manyFunctions);
        case "group":
          return {
            source: sourceOf(ref, ref.group, ref.group),
            groups: [ref.group],
            notes: [],
            failures: [],
          };
        case "stream":
          return {
            source: { ...sourceOf(ref, ref.stream, ref.group), stream: ref.stream },
            groups: [ref.group],
            notes: [],
            failures: [],
          };
        default:
          return resolveStage(view, ref);
      }
    }),
  );
}

async function resolveFunction(view: ViewRequest, name: string, many: boolean): Promise<ResolvedSource> {
  const found = await optional(
    many
      ? listFunctions(view.scope).then((all) => all.find((one) => one.name === name) ?? null)
      : getFunction(view.scope, name),
  );
  const group = found.value?.logGroup ?? `/aws/lambda/${name}`;
  const source: LogSource = {
    ...sourceOf({ kind: "function", name }, name, group),
    functionName: name,
  };
  const [failure] = found.failures;
  const unknown = found.value === null && (failure === undefined || failure.kind === "not-found");
  if (found.value !== null) return { source, groups: [group], notes: [], failures: [] };
  return {
    source,
    groups: [group],
    notes: [
      {
        type: "note",
        source: source.key,
        kind: "assumed-group",
        message: unknown
          ? `There is no function ${name} now; ${group} is where its logs would be.`
          : `The configuration of ${name} could not be read; its logs are assumed to be in ${group}.`,
        nextStep: unknown ? "Check the name and the region." : (failure?.nextStep ?? ""),
      },
    ],
    failures: unknown || failure === undefined ? [] : [failure],
  };
}

type StageRef = Extract<SourceRef, { kind: "api-execution" | "api-access" }>;

async function resolveStage(view: ViewRequest, ref: StageRef): Promise<ResolvedSource> {
  const [rest, http] = await Promise.all([
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
  ]);
  const api = [...(rest.value ?? []), ...(http.value ?? [])].find(({ id }) => id === ref.apiId) ?? null;
  const stages = api === null ? null : await optional(stagesOf(view, api));
  const stage = stages?.value?.find(({ name }) => name === ref.stage) ?? null;
  const failures = [...rest.failures, ...http.failures, ...(stages?.failures ?? [])];
  const label = `${api?.name ?? ref.apiId} ${ref.stage}, ${ref.kind === "api-access" ? "access" : "execution"} log`;
  return ref.kind === "api-execution"
    ? executionLog(ref, label, api, stage, failures)
    : accessLog(ref, label, api, stage, failures);
}

/** `API-Gateway-Execution-Logs_ID/STAGE`. A canary's requests are in both groups: reading the stage's own is enough. [D set-up-logging] */
function executionLog(
  ref: StageRef,
  label: string,
  api: Api | null,
  stage: ApiStage | null,
  failures: readonly Failure[],
): ResolvedSource {
  const group = `API-Gateway-Execution-Logs_${ref.apiId}/${ref.stage}`;
  const source = sourceOf(ref, label, group);
  if (api?.kind === "HTTP") {
    return {
      source,
      groups: [],
      notes: [
        off(
          source.key,
          "HTTP APIs have no execution log.",
          "Choose the access log, or the functions behind the API.",
        ),
      ],
      failures: [],
    };
  }
  const notes =
    stage?.executionLog === "OFF"
      ? [
          off(
            source.key,
            `Execution logging is off for the stage ${ref.stage}.`,
            "Set the log level of the stage to INFO or ERROR; what was logged before is still shown.",
          ),
        ]
      : [];
  return { source, groups: [group], notes, failures: stage === null ? failures : [] };
}

function accessLog(
  ref: StageRef,
  label: string,
  api: Api | null,
  stage: ApiStage | null,
  failures: readonly Failure[],
): ResolvedSource {
  const group = stage?.accessLogGroup ?? null;
  const source = {
    ...sourceOf(ref, label, group ?? ""),
    accessLogFormat: stage?.accessLogFormat ?? null,
  };
  if (group !== null) {
    const groups = stage?.canary ? [group, `${group}/Canary`] : [group];
    return { source, groups, notes: [], failures: [] };
  }
  if (stage === null && failures.length > 0) return { source, groups: [], notes: [], failures };
  const missing =
    stage === null
      ? `There is no stage ${ref.stage} of an API ${ref.apiId} here${api === null ? "" : ` (${api.name})`}.`
      : `The stage ${ref.stage} writes no access log to CloudWatch Logs.`;
  const nextStep =
    stage === null
      ? "Check the name and the region."
      : "Set an access log destination and format for the stage.";
  return { source, groups: [], notes: [off(source.key, missing, nextStep)], failures: [] };
}

function off(source: string, message: string, nextStep: string): LogsNote {
  return { type: "note", source, kind: "logging-off", message, nextStep };
}

function sourceOf(ref: SourceRef, label: string, group: string): LogSource {
  return {
    key: sourceKey(ref),
    kind: ref.kind === "stream" ? "group" : ref.kind,
    label,
    group,
    functionName: null,
    accessLogFormat: null,
  };
}
