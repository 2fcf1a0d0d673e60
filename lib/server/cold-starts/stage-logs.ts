import "server-only";
import { getRestRoutes } from "@/lib/aws/api-gateway";
import { getHttpRoutes } from "@/lib/aws/api-gateway-v2";
import { findLogGroup } from "@/lib/aws/logs";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { Failure } from "@/lib/model/failure";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { loadStages, stagesOf } from "@/lib/server/load-apis";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** A stage as its configuration tells it. */
export interface StageLog {
  /** `shop-api/prod`. */
  readonly label: string;
  /** Of the access log; null: there is none, or that is not known. */
  readonly format: string | null;
  /** Those that exist: a stage with a canary has two. */
  readonly groups: readonly LogGroupInfo[];
  /** Functions by `METHOD /resource`; null: the routes could not be read. */
  readonly functions: ReadonlyMap<string, readonly string[]> | null;
}

/** The access logs of all stages, and which functions their routes call. */
export async function stageLogs(
  view: ViewRequest,
): Promise<{ readonly stages: readonly StageLog[]; readonly failures: readonly Failure[] }> {
  const { subjects, failures } = await loadStages(view);
  const read = await Promise.all(subjects.map((subject) => stageLog(view, subject)));
  return {
    stages: read.map(({ stage }) => stage),
    failures: [...failures, ...read.flatMap((one) => one.failures)],
  };
}

async function stageLog(
  view: ViewRequest,
  subject: StageSubject,
): Promise<{ readonly stage: StageLog; readonly failures: readonly Failure[] }> {
  const stages = await optional(stagesOf(view, subject));
  const found = stages.value?.find(({ name }) => name === subject.stage) ?? null;
  const routesOf = subject.kind === "REST" ? getRestRoutes : getHttpRoutes;
  const routes = await optional(routesOf(view.scope, subject.id, found?.variables ?? {}));
  const group = found?.accessLogGroup ?? null;
  const names = group === null ? [] : found?.canary ? [group, `${group}/Canary`] : [group];
  const groups = await Promise.all(names.map((name) => optional(findLogGroup(view.scope, name))));
  const functions = new Map<string, string[]>();
  for (const { method, path, functionName } of routes.value ?? []) {
    if (functionName === null) continue;
    const route = `${method} ${path}`;
    functions.set(route, [...(functions.get(route) ?? []), functionName]);
  }
  return {
    stage: {
      label: `${subject.name}/${subject.stage}`,
      format: found?.accessLogFormat ?? null,
      groups: groups.flatMap(({ value }) => value ?? []),
      functions: routes.value === null ? null : functions,
    },
    failures: [...stages.failures, ...routes.failures, ...groups.flatMap((one) => one.failures)],
  };
}

/** Of a route as its log spells it; one that is configured for any method answers to each. null: not known. */
export function functionsOfRoute({ functions }: StageLog, route: string): readonly string[] | null {
  const path = route.slice(route.indexOf(" ") + 1);
  return functions?.get(route) ?? functions?.get(`ANY ${path}`) ?? null;
}
