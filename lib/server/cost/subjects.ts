import "server-only";
import { describeAlarms } from "@/lib/aws/cloudwatch";
import { listFunctions, listProvisionedConcurrency } from "@/lib/aws/lambda";
import { describeLogGroups } from "@/lib/aws/logs";
import { cacheSizeOf, type Standing } from "@/lib/cost/standing";
import type { Architecture, LogUsage } from "@/lib/cost/usage";
import type { StageSubject } from "@/lib/metrics/api-queries";
import { type Alarm, metricsOfAlarm } from "@/lib/model/alarm";
import type { ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { LambdaFunction, ProvisionedConcurrency } from "@/lib/model/lambda";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { loadStages, stagesOf } from "@/lib/server/load-apis";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface CostFunction {
  readonly config: LambdaFunction;
  readonly architecture: Architecture;
  readonly provisioned: readonly ProvisionedConcurrency[];
}

export interface CostStage extends StageSubject {
  /** `name/stage`. */
  readonly label: string;
  /** null: could not be read. */
  readonly config: ApiStage | null;
}

/** A log group of one of the functions or stages. */
export interface CostGroup {
  readonly info: LogGroupInfo;
  /** null: none, or several. */
  readonly functionName: string | null;
  readonly api: string | null;
  readonly logClass: LogUsage["logClass"];
}

/** What costs something, as it is configured now. */
export interface CostSubjects {
  readonly functions: readonly CostFunction[];
  readonly stages: readonly CostStage[];
  readonly groups: readonly CostGroup[];
  /** Every log group of the region that keeps lines, by name. */
  readonly infos: ReadonlyMap<string, LogGroupInfo>;
  /** Charged by the clock. */
  readonly standing: readonly Standing[];
  /** Functions that were named and are not there. */
  readonly missing: readonly string[];
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
  /** Whose provisioned concurrency could not be read, and why: that they have none is not known. */
  readonly unreadProvisioned: { readonly names: ReadonlySet<string>; readonly failures: readonly Failure[] };
}

/** 15 of these calls a second are allowed for the whole account. [D gettingstarted-limits] */
const MOST_ASKED = 60;

/**
 * Functions, stages and log groups of the account, or of the functions named.
 * @throws AwsFailure when the functions cannot be listed
 */
export async function loadCostSubjects(view: ViewRequest, names: readonly string[]): Promise<CostSubjects> {
  const whole = names.length === 0;
  const [all, stages, groups, alarms] = await Promise.all([
    listFunctions(view.scope),
    whole ? loadCostStages(view) : { value: [], failures: [] },
    optional(describeLogGroups(view.scope)),
    whole ? optional(describeAlarms(view.scope)) : { value: [], failures: [] },
  ]);
  const wanted = whole ? all : all.filter(({ name }) => names.includes(name));
  const provisioned = await loadProvisioned(view, wanted);
  const functions = wanted.map(
    (config): CostFunction => ({
      config,
      architecture: config.architecture === "arm64" ? "arm64" : "x86_64",
      provisioned: provisioned.byName.get(config.name) ?? [],
    }),
  );
  const { owned, shared } = ownedGroups(groups.value ?? [], all, functions, stages.value);
  const missing = names.filter((name) => !all.some((one) => one.name === name));
  return {
    functions,
    stages: stages.value,
    groups: owned,
    infos: new Map(
      (groups.value ?? []).flatMap((info) => (info.logClass === "DELIVERY" ? [] : [[info.name, info]])),
    ),
    standing: [
      ...functions.flatMap(standingOfFunction),
      ...stages.value.flatMap(standingOfStage),
      ...owned.flatMap(storedLogs),
      ...standingOfAlarms(alarms.value ?? []),
    ],
    missing,
    notes: [
      ...(missing.length > 0 ? [`There is no function ${missing.join(", ")} in this region.`] : []),
      ...(shared.length > 0
        ? [
            `Not in it: the log group ${shared.join(", ")}, which other functions share, but for lines that were read.`,
          ]
        : []),
      ...compositeNote(alarms.value ?? []),
      ...provisioned.notes,
    ],
    failures: [...stages.failures, ...groups.failures, ...alarms.failures, ...provisioned.failures],
    unreadProvisioned: { names: provisioned.unread, failures: provisioned.failures },
  };
}

/** An alarm is charged by the metrics that it reads: an expression over three is three. */
function standingOfAlarms(alarms: readonly Alarm[]): readonly Standing[] {
  const count = alarms.reduce((sum, alarm) => sum + metricsOfAlarm(alarm).length, 0);
  return count === 0 ? [] : [{ kind: "alarms", count }];
}

/** Their price is another one, and not in the list. */
function compositeNote(alarms: readonly Alarm[]): readonly string[] {
  const count = alarms.filter(({ kind }) => kind === "composite").length;
  if (count === 0) return [];
  return [`Not in it: ${count} composite alarm${count === 1 ? "" : "s"}, of which no price is known here.`];
}

async function loadCostStages(
  view: ViewRequest,
): Promise<{ readonly value: readonly CostStage[]; readonly failures: readonly Failure[] }> {
  const found = await optional(loadStages(view));
  const { subjects = [], failures = [] } = found.value ?? {};
  const apis = [...new Map(subjects.map(({ id, kind }) => [id, { id, kind }])).values()];
  const asked = await Promise.all(
    apis.slice(0, MOST_ASKED).map(async (api) => [api.id, await optional(stagesOf(view, api))] as const),
  );
  const byApi = new Map(asked);
  return {
    value: subjects.map((subject) => ({
      ...subject,
      label: `${subject.name}/${subject.stage}`,
      config: byApi.get(subject.id)?.value?.find(({ name }) => name === subject.stage) ?? null,
    })),
    failures: [...found.failures, ...failures, ...asked.flatMap(([, stages]) => stages.failures)],
  };
}

async function loadProvisioned(view: ViewRequest, functions: readonly LambdaFunction[]) {
  // `$LATEST` cannot have any, so a function without published versions has none; that is not told by the list.
  const asked = functions.slice(0, MOST_ASKED);
  const found = await Promise.all(
    asked.map(
      async ({ name }) => [name, await optional(listProvisionedConcurrency(view.scope, name))] as const,
    ),
  );
  const left = functions.length - asked.length;
  return {
    byName: new Map(found.map(([name, { value }]) => [name, value ?? []])),
    unread: new Set(found.flatMap(([name, { value }]) => (value === null ? [name] : []))),
    notes:
      left > 0
        ? [
            `Provisioned concurrency was looked up for ${asked.length} functions, not for the other ${left}: name them by fn to see theirs.`,
          ]
        : [],
    failures: found.flatMap(([, { failures }]) => failures).slice(0, 1),
  };
}

export function standingOfFunction({ config, architecture, provisioned }: CostFunction): Standing[] {
  const { name: functionName, memoryMb } = config;
  return provisioned.map(({ qualifier, requested }) => ({
    kind: "provisioned",
    functionName,
    version: /^\d+$/.test(qualifier) ? qualifier : null,
    architecture,
    memoryMb,
    concurrency: requested,
  }));
}

function standingOfStage({ label, config }: CostStage): Standing[] {
  const sizeGb = config?.cacheSizeGb == null ? null : cacheSizeOf(config.cacheSizeGb);
  return sizeGb === null ? [] : [{ kind: "cache", api: label, sizeGb }];
}

export function storedLogs({ info, functionName, api }: CostGroup): Standing[] {
  return info.storedBytes ? [{ kind: "stored-logs", functionName, api, bytes: info.storedBytes }] : [];
}

/**
 * The groups that the subjects write to. One that several functions share belongs to none of them; shared with one that
 * was not asked about, it is left out.
 */
function ownedGroups(
  groups: readonly LogGroupInfo[],
  all: readonly LambdaFunction[],
  functions: readonly CostFunction[],
  stages: readonly CostStage[],
): { readonly owned: readonly CostGroup[]; readonly shared: readonly string[] } {
  const apiOf = new Map(stages.flatMap((stage) => groupNames(stage).map((name) => [name, stage.label])));
  const asked = new Set(functions.map(({ config }) => config.name));
  const writers = new Map<string, string[]>();
  for (const { name, logGroup } of all) writers.set(logGroup, [...(writers.get(logGroup) ?? []), name]);
  const shared: string[] = [];
  const owned = groups.flatMap((info): CostGroup[] => {
    const infrequent = info.logClass === "INFREQUENT_ACCESS";
    const api = apiOf.get(info.name) ?? null;
    if (api !== null) {
      const logClass = infrequent ? "infrequent-access" : "standard";
      return [{ info, functionName: null, api, logClass }];
    }
    const names = writers.get(info.name) ?? [];
    if (!names.some((name) => asked.has(name))) return [];
    if (!names.every((name) => asked.has(name))) {
      shared.push(info.name);
      return [];
    }
    const functionName = names.length === 1 ? (names[0] ?? null) : null;
    return [{ info, functionName, api: null, logClass: infrequent ? "infrequent-access" : "lambda" }];
  });
  return { owned, shared };
}

/** Execution and access log of a stage and of its canary. [D set-up-logging, canary-release] */
function groupNames({ id, stage, kind, config }: CostStage): readonly string[] {
  const execution = kind === "HTTP" ? [] : [`API-Gateway-Execution-Logs_${id}/${stage}`];
  const access = config?.accessLogGroup == null ? [] : [config.accessLogGroup];
  return [...execution, ...access].flatMap((name) => [name, `${name}/Canary`]);
}
