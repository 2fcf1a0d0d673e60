import "server-only";
import { getFunction, listProvisionedConcurrency } from "@/lib/aws/lambda";
import { findLogGroup } from "@/lib/aws/logs";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { SubjectCost } from "@/lib/model/views/cost";
import { usageByMetrics } from "@/lib/server/cost/by-metrics";
import {
  type CostFunction,
  type CostGroup,
  type CostSubjects,
  standingOfFunction,
  storedLogs,
} from "@/lib/server/cost/subjects";
import { tellSubject } from "@/lib/server/cost/tell-subject";
import { type Empty, type Found, optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * What a function cost in the window, as the cost page tells it by metrics, but without a list of all functions and log
 * groups: its configuration is asked for anyway, and of log groups only its own. Up to seven billed metrics.
 * @throws AwsFailure when the function or its metrics cannot be read
 */
export async function loadFunctionCost(view: ViewRequest, name: string): Promise<Found<SubjectCost> | Empty> {
  const [config, provisioned] = await Promise.all([
    getFunction(view.scope, name),
    optional(listProvisionedConcurrency(view.scope, name)),
  ]);
  const group = await optional(ownGroup(view, config));
  const fn: CostFunction = {
    config,
    architecture: config.architecture === "arm64" ? "arm64" : "x86_64",
    provisioned: provisioned.value ?? [],
  };
  const groups = group.value ? [group.value] : [];
  const subjects: CostSubjects = {
    functions: [fn],
    stages: [],
    groups,
    infos: new Map(groups.map(({ info }) => [info.name, info])),
    standing: [...standingOfFunction(fn), ...groups.flatMap(storedLogs)],
    missing: [],
    notes: [],
    failures: [],
    unreadProvisioned: {
      names: new Set(provisioned.value === null ? [name] : []),
      failures: provisioned.failures,
    },
  };
  const { usage, notes, failures } = await usageByMetrics(view, subjects, view.window);
  const left = groups.length > 0 ? [] : [`Not in it: the logs in ${config.logGroup}.`];
  const told = tellSubject(usage, loadPriceList(view.region), [...left, ...notes]);
  return "empty" in told
    ? told
    : { ...told, failures: [...provisioned.failures, ...group.failures, ...failures] };
}

/** null: a group of another name than Lambda gives, which other functions may write to, or none. */
async function ownGroup(view: ViewRequest, { name, logGroup }: LambdaFunction): Promise<CostGroup | null> {
  if (logGroup !== `/aws/lambda/${name}`) return null;
  const info = await findLogGroup(view.scope, logGroup);
  if (!info) return null;
  const logClass = info.logClass === "INFREQUENT_ACCESS" ? "infrequent-access" : "lambda";
  return info.logClass === "DELIVERY" ? null : { info, functionName: name, api: null, logClass };
}
