import "server-only";
import { getRestRoutes, getRestStages, listRestApis } from "@/lib/aws/api-gateway";
import { getHttpRoutes, getHttpStages, listHttpApis } from "@/lib/aws/api-gateway-v2";
import { listFunctions } from "@/lib/aws/lambda";
import { describeLogGroups } from "@/lib/aws/logs";
import { type AccessFormat, parseAccessFormat } from "@/lib/logs/parse/access-format";
import type { Api, ApiRoute, ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What may log about a request: all functions, APIs and log groups. Lists only, whose pages are cached for minutes. */
export interface AccountLists {
  readonly functions: readonly LambdaFunction[];
  readonly apis: readonly Api[];
  /** null: they may not be listed. */
  readonly groups: readonly LogGroupInfo[] | null;
  readonly failures: readonly Failure[];
}

export interface KnownStage {
  /** `a1b2c3/prod` */
  readonly key: string;
  readonly api: Api;
  readonly stage: ApiStage;
  /** With the canary's. */
  readonly accessGroups: readonly string[];
  readonly format: AccessFormat | null;
  /** null where the kind of API has none, or it is switched off. */
  readonly executionGroup: string | null;
  /** null until they are asked for. */
  readonly routes: readonly ApiRoute[] | null;
}

export interface StageLists {
  readonly stages: readonly KnownStage[];
  readonly failures: readonly Failure[];
}

/** With more APIs than this, routes are asked for only of those that matter: GetResources is slow by quota. */
const ROUTES_AT_ONCE = 5;

export async function loadLists(view: ViewRequest): Promise<AccountLists> {
  const [functions, rest, http, groups] = await Promise.all([
    optional(listFunctions(view.scope)),
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
    optional(describeLogGroups(view.scope)),
  ]);
  return {
    functions: functions.value ?? [],
    apis: [...(rest.value ?? []), ...(http.value ?? [])],
    groups: groups.value,
    failures: [...functions.failures, ...rest.failures, ...http.failures, ...groups.failures],
  };
}

/** The stages of all APIs, with their routes where there are few. */
export async function loadStages(view: ViewRequest, { apis }: AccountLists): Promise<StageLists> {
  const withRoutes = apis.length <= ROUTES_AT_ONCE;
  const all = await Promise.all(
    apis.map(async (api) => {
      const [stages, routes] = await Promise.all([
        optional(api.kind === "REST" ? getRestStages(view.scope, api.id) : getHttpStages(view.scope, api.id)),
        withRoutes ? optional(routesOf(view, api, {})) : { value: null, failures: [] },
      ]);
      return {
        stages: (stages.value ?? []).map((stage) => knownStage(api, stage, routes.value)),
        failures: [...stages.failures, ...routes.failures],
      };
    }),
  );
  return {
    stages: all.flatMap(({ stages }) => stages),
    failures: all.flatMap(({ failures }) => failures),
  };
}

/** The stage with its routes, of which stage variables are resolved. */
export async function withRoutes(view: ViewRequest, known: KnownStage): Promise<KnownStage> {
  if (known.routes !== null) return known;
  const { value } = await optional(routesOf(view, known.api, known.stage.variables));
  return { ...known, routes: value };
}

function routesOf(
  view: ViewRequest,
  api: Api,
  variables: Readonly<Record<string, string>>,
): Promise<readonly ApiRoute[]> {
  return api.kind === "REST"
    ? getRestRoutes(view.scope, api.id, variables)
    : getHttpRoutes(view.scope, api.id, variables);
}

function knownStage(api: Api, stage: ApiStage, routes: readonly ApiRoute[] | null): KnownStage {
  const { accessLogGroup: group, accessLogFormat: format } = stage;
  const logsExecution = api.kind === "REST" && stage.executionLog !== "OFF" && stage.executionLog !== null;
  return {
    key: `${api.id}/${stage.name}`,
    api,
    stage,
    accessGroups: group === null ? [] : stage.canary ? [group, `${group}/Canary`] : [group],
    format: format === null ? null : parseAccessFormat(format),
    executionGroup: logsExecution ? `API-Gateway-Execution-Logs_${api.id}/${stage.name}` : null,
    routes: Object.keys(stage.variables).length > 0 ? null : routes,
  };
}
