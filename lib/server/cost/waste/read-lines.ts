import "server-only";
import { estimateScan, type ScanEstimate } from "@/lib/aws/scan-estimate";
import { epochMs } from "@/lib/base/time";
import type { LineSums } from "@/lib/cost/waste/facts";
import type { Failure } from "@/lib/model/failure";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { Window } from "@/lib/model/metric";
import { askGroups } from "@/lib/server/ask-insights";
import type { CostFunction } from "@/lib/server/cost/subjects";
import { RETRY_REACH_MS, retriesQuery, wasteQuery } from "@/lib/server/cost/waste/query";
import { type FoundRetries, lineSumsOf, type OwnerOf, retriesOf } from "@/lib/server/cost/waste/rows";
import { isDelivery } from "@/lib/server/logs/group-notes";
import type { ViewRequest } from "@/lib/server/view-request";

/** [D cloudwatch_limits_cwl] */
const MOST_ROWS = 10_000;

/** What log lines would tell, and where they are. */
export interface LinePlan {
  /** Groups to read. */
  readonly groups: readonly string[];
  /** Functions whose asynchronous events may have been tried again, and their groups. */
  readonly retried: readonly string[];
  readonly retriedGroups: readonly string[];
  /** Functions of which CloudWatch told that no asynchronous event failed. */
  readonly calm: ReadonlySet<string>;
  /** Groups of the class INFREQUENT_ACCESS. */
  readonly infrequent: ReadonlySet<string>;
  /** Functions whose lines cannot be read, and why. */
  readonly unread: ReadonlyMap<string, string>;
  readonly estimate: ScanEstimate;
}

/** What they told. */
export interface LinesFound {
  readonly sums: ReadonlyMap<string, LineSums>;
  readonly retries: ReadonlyMap<string, FoundRetries>;
  /** More requests were tried again than one answer may have. */
  readonly retriesLimited: boolean;
  /** By group. */
  readonly unread: {
    readonly sums: ReadonlyMap<string, Failure>;
    readonly retries: ReadonlyMap<string, Failure>;
  };
  readonly bytesScanned: number;
  readonly failures: readonly Failure[];
}

/**
 * @param groups all log groups; null: they may not be listed, and those that are named are taken to exist
 * @param failingAsync null: not known, so that it has to be looked for
 */
export function planLines(
  view: ViewRequest,
  functions: readonly CostFunction[],
  groups: readonly LogGroupInfo[] | null,
  failingAsync: ReadonlyMap<string, boolean | null>,
): LinePlan {
  const infos = new Map(groups?.map((group) => [group.name, group]));
  const unread = new Map<string, string>();
  for (const { config } of functions) {
    const info = infos.get(config.logGroup) ?? null;
    if (groups !== null && info === null) {
      unread.set(config.name, `There is no log group ${config.logGroup}: it never ran, or may not log.`);
    } else if (isDelivery(info)) {
      unread.set(
        config.name,
        `${config.logGroup} is of the class DELIVERY: it passes events on and keeps none.`,
      );
    }
  }
  const readable = functions.filter(({ config }) => !unread.has(config.name));
  const retried = readable.filter(({ config }) => failingAsync.get(config.name) !== false);
  const groupsOf = (some: readonly CostFunction[]) => [...new Set(some.map(({ config }) => config.logGroup))];
  const [read, retriedGroups] = [groupsOf(readable), groupsOf(retried)];
  const sums = scanOf(view, read, infos, groups, view.window);
  const retries = scanOf(view, retriedGroups, infos, groups, retryReach(view));
  return {
    groups: read,
    retried: retried.map(({ config }) => config.name),
    retriedGroups,
    calm: new Set([...failingAsync].flatMap(([name, failing]) => (failing === false ? [name] : []))),
    infrequent: new Set(groups?.flatMap((one) => (one.logClass === "INFREQUENT_ACCESS" ? [one.name] : []))),
    unread,
    estimate: {
      ...sums,
      bytes: plus(sums.bytes, retries.bytes),
      costUsd: plus(sums.costUsd, retries.costUsd),
    },
  };
}

/** The window, and as long before it as the first attempt may have been. */
export function retryReach({ window }: ViewRequest): Window {
  return { fromMs: epochMs(window.fromMs - RETRY_REACH_MS), toMs: window.toMs };
}

export async function readLines(
  view: ViewRequest,
  functions: readonly CostFunction[],
  plan: LinePlan,
): Promise<LinesFound> {
  const ask = (groups: readonly string[], { fromMs, toMs }: Window, text: string) =>
    askGroups(view, { groups, fromMs, toMs, text, limit: MOST_ROWS });
  const [sums, retries] = await Promise.all([
    ask(plan.groups, view.window, wasteQuery(view.window)),
    ask(plan.retriedGroups, retryReach(view), retriesQuery(view.window)),
  ]);
  const ownerOf = ownersOf(functions);
  return {
    sums: lineSumsOf(sums.rows, ownerOf),
    retries: retriesOf(retries.rows, ownerOf),
    retriesLimited: [...retries.cut].some((group) => !retries.failed.has(group)),
    unread: { sums: sums.failed, retries: retries.failed },
    bytesScanned: sums.bytesScanned + retries.bytesScanned,
    failures: [...sums.failures, ...retries.failures],
  };
}

/** In a group that several functions share, a stream that names none belongs to none. */
export function ownersOf(functions: readonly CostFunction[]): OwnerOf {
  const byGroup = new Map<string, string[]>();
  for (const { config } of functions) {
    byGroup.set(config.logGroup, [...(byGroup.get(config.logGroup) ?? []), config.name]);
  }
  return (group, fn) => {
    const sharing = byGroup.get(group) ?? [];
    if (fn !== null) return sharing.find((name) => name === fn) ?? null;
    return sharing.length === 1 ? (sharing[0] ?? null) : null;
  };
}

function scanOf(
  view: ViewRequest,
  names: readonly string[],
  infos: ReadonlyMap<string, LogGroupInfo>,
  groups: readonly LogGroupInfo[] | null,
  window: Window,
): ScanEstimate {
  const known = names.map((name) => infos.get(name) ?? unknownGroup(name));
  return estimateScan(groups === null ? names.map(unknownGroup) : known, window, view.nowMs);
}

function unknownGroup(name: string): LogGroupInfo {
  return { name, arn: null, createdMs: null, retentionDays: null, storedBytes: null, logClass: "STANDARD" };
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
