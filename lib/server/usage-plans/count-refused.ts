import "server-only";
import { findLogGroup } from "@/lib/aws/logs";
import { inWindow } from "@/lib/aws/logs-insights";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { listApiKeyNames, listUsagePlans } from "@/lib/aws/usage-plans";
import type { ApiKind, ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { Refused } from "@/lib/model/views/refused";
import { askGroups } from "@/lib/server/ask-insights";
import { findApi, findStage } from "@/lib/server/find-stage";
import { metaOf } from "@/lib/server/meta";
import { optional } from "@/lib/server/panel-of";
import {
  type AccessRefusals,
  accessRefusals,
  executionRefusals,
} from "@/lib/server/usage-plans/refused-query";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseConsent } from "@/lib/url/consent";
import type { RawSearch } from "@/lib/url/search";
import { byKeyId, byKeyTail, byLimit, byRoute, sumOf, type TextRow } from "@/lib/usage-plans/refused-rows";

/** Routes × keys × limits of one stage. */
const MOST_ROWS = 10_000;

/**
 * Requests answered with 429, from the logs of the stage. Without consent nothing is read, and what it would cost is
 * told.
 * @throws BadParameter, AccountTrouble, NotFound, AwsFailure
 */
export async function countRefused(
  id: string,
  stageName: string,
  search: RawSearch,
  signal: AbortSignal,
): Promise<Refused> {
  const view = await openView(search, signal);
  const { api } = await findApi(view, id);
  const stage = await findStage(view, api, stageName);
  const logs = await findLogs(view, api.id, api.kind, stage);
  const estimate = estimateScan([...logs.access, ...logs.execution], view.window, view.nowMs);
  const none = {
    estimate,
    bytesScanned: 0,
    answers: null,
    refused: null,
    byRoute: null,
    byKey: null,
    byLimit: null,
    notes: [...logs.notes],
  };
  const meta = (failures: readonly Failure[]) =>
    metaOf(view, {
      refused:
        failures.length === 0 ? { state: "ok", data: null } : { state: "partial", data: null, failures },
    });
  if (logs.access.length === 0 && logs.execution.length === 0) {
    return { meta: meta(logs.failures), state: "no-logs", ...none };
  }
  if (!parseConsent(search)) return { meta: meta(logs.failures), state: "offered", ...none };
  const [access, execution, keys, plans] = await Promise.all([
    ask(view, logs.access, logs.accessQuery?.text ?? null),
    ask(view, logs.execution, executionRefusals),
    api.kind === "HTTP" ? null : optional(listApiKeyNames(view.scope)),
    api.kind === "HTTP" ? null : optional(listUsagePlans(view.scope)),
  ]);
  const keyNames = new Map((keys?.value ?? []).map(({ id: keyId, name }) => [keyId, name ?? keyId]));
  const planNames = new Map((plans?.value ?? []).map(({ id: planId, name }) => [planId, name]));
  const { accessQuery } = logs;
  const routed = access.rows !== null && accessQuery?.namesRoutes ? access.rows : execution.rows;
  const keyed =
    access.rows !== null && accessQuery?.namesKeys
      ? byKeyId(access.rows, keyNames)
      : execution.rows && byKeyTail(execution.rows);
  return {
    meta: meta([...logs.failures, ...access.failures, ...execution.failures]),
    state: "counted",
    ...none,
    bytesScanned: access.bytesScanned + execution.bytesScanned,
    answers: access.rows && sumOf(access.rows),
    refused: execution.rows && sumOf(execution.rows),
    byRoute: routed && byRoute(routed),
    byKey: keyed,
    byLimit: execution.rows && byLimit(execution.rows, planNames),
    notes: [...logs.notes, ...(keyed === null && api.kind !== "HTTP" ? [NO_KEYS] : [])],
  };
}

const NO_KEYS =
  "Which key was refused is not in these logs: $context.identity.apiKeyId in the access log's format would tell it.";

interface StageLogs {
  readonly access: readonly LogGroupInfo[];
  readonly accessQuery: AccessRefusals | null;
  readonly execution: readonly LogGroupInfo[];
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
}

/** The stage's logs that exist and can tell. A canary's access log is a group of its own; its execution log is a copy. */
async function findLogs(
  view: ViewRequest,
  apiId: string,
  kind: ApiKind,
  stage: ApiStage,
): Promise<StageLogs> {
  const { accessLogGroup, accessLogFormat, executionLog, canary } = stage;
  const accessQuery = accessLogFormat === null ? null : accessRefusals(accessLogFormat);
  const accessNames =
    accessLogGroup === null || accessQuery === null
      ? []
      : canary === null
        ? [accessLogGroup]
        : [accessLogGroup, `${accessLogGroup}/Canary`];
  const executionNames =
    kind === "REST" && executionLog !== "OFF" ? [`API-Gateway-Execution-Logs_${apiId}/${stage.name}`] : [];
  const find = (names: readonly string[]) =>
    Promise.all(names.map((name) => optional(findLogGroup(view.scope, name))));
  const [access, execution] = await Promise.all([find(accessNames), find(executionNames)]);
  return {
    access: access.flatMap(({ value }) => value ?? []),
    accessQuery,
    execution: execution.flatMap(({ value }) => value ?? []),
    notes: notesOf(kind, stage, accessQuery),
    failures: [...access, ...execution].flatMap(({ failures }) => failures),
  };
}

function notesOf(kind: ApiKind, stage: ApiStage, accessQuery: AccessRefusals | null): string[] {
  const access =
    stage.accessLogGroup === null
      ? [
          "The stage writes no access log to CloudWatch: with $context.status in its format it would tell every 429.",
        ]
      : accessQuery === null
        ? ["The access log's format has no $context.status, which would tell every 429."]
        : [];
  const execution =
    kind === "REST" && stage.executionLog === "OFF"
      ? ["The execution log is off: at the level ERROR it would name the limit that refused a request."]
      : [];
  return [...access, ...execution];
}

interface Asked {
  /** null: there is no such log, or it could not be read whole. */
  readonly rows: readonly TextRow[] | null;
  readonly bytesScanned: number;
  readonly failures: readonly Failure[];
}

async function ask(view: ViewRequest, groups: readonly LogGroupInfo[], text: string | null): Promise<Asked> {
  if (groups.length === 0 || text === null) return { rows: null, bytesScanned: 0, failures: [] };
  const { rows, bytesScanned, failures, cut } = await askGroups(view, {
    groups: groups.map(({ name }) => name),
    ...view.window,
    text: `${inWindow(view.window)} | ${text}`,
    limit: MOST_ROWS,
  });
  return { rows: cut.size > 0 ? null : rows, bytesScanned, failures };
}
