import { hashText } from "@/lib/sandbox/logs/hash";
import { ApiSource } from "@/lib/sandbox/logs/source/api-source";
import { LambdaSource } from "@/lib/sandbox/logs/source/lambda-source";
import type { LogSource } from "@/lib/sandbox/logs/source/log-source";
import { SpanSource } from "@/lib/sandbox/logs/source/span-source";
import { hasTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import type { ApiDef, FunctionDef, World } from "@/lib/sandbox/world/types";

export interface LogGroup {
  readonly name: string;
  /** Without the closing `:*`. */
  readonly arn: string;
  readonly createdMs: number;
  /** null: events never expire. */
  readonly retentionDays: number | null;
  readonly source: LogSource;
}

/** Where Transaction Search keeps spans; no slash before it. [D CloudWatch-Transaction-Search-ingesting-span-log-groups] */
export const SPAN_GROUP = "aws/spans";

/**
 * All log groups of a world by name, in the order of names. A function's group exists from its first execution
 * environment on: one that was never called has none, as in AWS.
 */
export function logGroups(world: World): ReadonlyMap<string, LogGroup> {
  const groups = [
    ...lambdaGroups(world),
    ...world.apis.flatMap((api) => apiGroups(world, api)),
    ...(hasTransactionSearch(world) ? [group(world, SPAN_GROUP, world.startMs, new SpanSource(world))] : []),
  ];
  groups.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return new Map(groups.map((group) => [group.name, group]));
}

function lambdaGroups(world: World): LogGroup[] {
  const byName = new Map<string, FunctionDef[]>();
  for (const fn of world.functions) {
    if (!hasEnvironment(world, fn.index)) continue;
    const sharing = byName.get(fn.logGroup);
    if (sharing === undefined) byName.set(fn.logGroup, [fn]);
    else sharing.push(fn);
  }
  return [...byName].map(([name, functions]) => {
    const createdMs = Math.min(
      ...functions.flatMap((fn) => fn.versions.map(({ publishedMs }) => publishedMs)),
      world.startMs,
    );
    return group(world, name, createdMs, new LambdaSource(world, functions));
  });
}

/** Functions that have ever had an environment; once true, true for ever. */
const STARTED = new WeakMap<World, Set<number>>();

function hasEnvironment(world: World, functionIndex: number): boolean {
  const started = STARTED.get(world) ?? new Set();
  STARTED.set(world, started);
  if (started.has(functionIndex)) return true;
  if (world.environmentsOf(functionIndex, world.startMs, world.nowMs() + 1).length === 0) return false;
  started.add(functionIndex);
  return true;
}

/** HTTP APIs have no execution log. A canary's requests are in both execution logs, but in one access log. */
function apiGroups(world: World, api: ApiDef): LogGroup[] {
  const groups: LogGroup[] = [];
  const add = (name: string, what: "execution" | "access", which: "all" | "canary" | "base"): void => {
    groups.push(group(world, name, api.createdMs, new ApiSource(world, api, name, what, which)));
  };
  if (api.kind === "REST" && api.executionLog !== "OFF") {
    const name = `API-Gateway-Execution-Logs_${api.id}/${api.stage}`;
    add(name, "execution", "all");
    if (api.canary !== null) add(`${name}/Canary`, "execution", "canary");
  }
  if (api.accessLog !== null) {
    const name = groupNameOf(api.accessLog.logGroup);
    add(name, "access", api.canary === null ? "all" : "base");
    if (api.canary !== null) add(`${name}/Canary`, "access", "canary");
  }
  return groups;
}

const RETENTIONS = [null, 14, 30, 90, null, 7] as const;

function group(world: World, name: string, createdMs: number, source: LogSource): LogGroup {
  return {
    name,
    arn: `arn:aws:logs:${world.region}:${world.account.accountId}:log-group:${name}`,
    createdMs: Math.floor(createdMs),
    retentionDays: RETENTIONS[hashText(name) % RETENTIONS.length] ?? null,
    source,
  };
}

/** The name within a log group's ARN, with or without the closing `:*`; a bare name stays as it is. */
export function groupNameOf(nameOrArn: string): string {
  const [, name] = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:(.*?)(?::\*)?$/.exec(nameOrArn) ?? [];
  return name ?? nameOrArn;
}
