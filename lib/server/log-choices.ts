import "server-only";
import { listRestApis } from "@/lib/aws/api-gateway";
import { listHttpApis } from "@/lib/aws/api-gateway-v2";
import { listFunctions } from "@/lib/aws/lambda";
import { describeLogGroups } from "@/lib/aws/logs";
import type { Api, ApiStage } from "@/lib/model/api-gateway";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { Panel } from "@/lib/model/panel";
import type { LogChoice, LogChoices } from "@/lib/model/views/log-choices";
import { stagesOf } from "@/lib/server/load-apis";
import { optional, panelOf } from "@/lib/server/panel-of";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { sourceKey } from "@/lib/url/log-sources";
import { parseLogs } from "@/lib/url/logs";
import type { RawSearch } from "@/lib/url/search";

export interface LogsPageLoads {
  readonly view: ViewRequest;
  readonly choices: Promise<Panel<LogChoices>>;
  readonly spend: Promise<Spend>;
}

/**
 * The Logs page reads its events itself, from `/api/logs`; the server only finds what can be chosen.
 * @throws BadParameter, AccountTrouble
 */
export async function startLogs(search: RawSearch, signal: AbortSignal): Promise<LogsPageLoads> {
  parseLogs(search);
  const view = await openView(search, signal);
  const choices = panelOf(() => loadChoices(view));
  return { view, choices, spend: spendAfter(view, [choices]) };
}

async function loadChoices(view: ViewRequest) {
  const [functions, rest, http, groups] = await Promise.all([
    optional(listFunctions(view.scope)),
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
    optional(describeLogGroups(view.scope)),
  ]);
  const apis = [...(rest.value ?? []), ...(http.value ?? [])];
  const stages = await Promise.all(
    apis.map(async (api) => ({ api, found: await optional(stagesOf(view, api)) })),
  );
  const known = stages.flatMap(({ api, found }) =>
    (found.value ?? []).map((stage): KnownStage => ({ api, stage })),
  );
  return {
    data: choicesOf(functions.value ?? [], known, groups.value ?? []),
    failures: [
      ...functions.failures,
      ...rest.failures,
      ...http.failures,
      ...groups.failures,
      ...stages.flatMap(({ found }) => found.failures),
    ],
  };
}

interface KnownStage {
  readonly api: Api;
  readonly stage: ApiStage;
}

function choicesOf(
  functions: readonly LambdaFunction[],
  stages: readonly KnownStage[],
  groups: readonly LogGroupInfo[],
): LogChoices {
  const accessLogs = stages.flatMap(({ api, stage }): LogChoice[] =>
    stage.accessLogGroup === null
      ? []
      : [
          {
            key: sourceKey({ kind: "api-access", apiId: api.id, stage: stage.name }),
            label: `${api.name} / ${stage.name}`,
            detail: stage.accessLogGroup,
          },
        ],
  );
  const executionLogs = stages.flatMap(({ api, stage }): LogChoice[] =>
    api.kind === "REST"
      ? [
          {
            key: sourceKey({ kind: "api-execution", apiId: api.id, stage: stage.name }),
            label: `${api.name} / ${stage.name}`,
            detail:
              stage.executionLog === "OFF"
                ? "logging is off"
                : `API-Gateway-Execution-Logs_${api.id}/${stage.name}`,
          },
        ]
      : [],
  );
  const taken = new Set([
    ...functions.map((fn) => fn.logGroup),
    ...accessLogs.map((choice) => choice.detail),
    ...executionLogs.map((choice) => choice.detail),
  ]);
  return {
    functions: functions
      .map((fn) => ({
        key: sourceKey({ kind: "function", name: fn.name }),
        label: fn.name,
        detail: fn.logGroup,
      }))
      .sort((a, b) => a.label.localeCompare(b.label)),
    accessLogs,
    executionLogs,
    groups: groups
      .filter(({ name, logClass }) => !taken.has(name) && logClass !== "DELIVERY")
      .map(({ name, retentionDays }) => ({
        key: sourceKey({ kind: "group", group: name }),
        label: name,
        detail: retentionDays === null ? "kept for ever" : `kept for ${retentionDays} days`,
      })),
  };
}
