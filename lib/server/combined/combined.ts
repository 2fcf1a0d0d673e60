import "server-only";
import type { CallTarget } from "@/lib/aws/call-scope";
import { awsNow } from "@/lib/aws/clock";
import type { Meter, MeterSnapshot, OperationCounts } from "@/lib/aws/meter";
import type { Zone } from "@/lib/base/format-time";
import { type EpochMs, isoFromEpochMs, SECOND_MS } from "@/lib/base/time";
import { accounts } from "@/lib/config/accounts";
import { combinedAnswer } from "@/lib/metrics/combined-answer";
import { severity } from "@/lib/metrics/health";
import type {
  CombinedApi,
  CombinedFunction,
  CombinedOverview,
  CombinedTarget,
} from "@/lib/model/views/combined-overview";
import type { Answer } from "@/lib/model/views/overview";
import { chooseTargets } from "@/lib/server/combined/choose-targets";
import { loadTarget, type TargetResult } from "@/lib/server/combined/load-target";
import { settleTargets } from "@/lib/server/combined/settle-targets";
import { ownSpend, type Spend } from "@/lib/server/spend";
import { tellTimeIn } from "@/lib/server/tell-time";
import { withEnvironment } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";
import { parseTimeRange, type TimeRange } from "@/lib/url/time-range";

/** First rows after this long, whoever is still silent. */
const SOON_MS = 2 * SECOND_MS;
const DEADLINES = { eachMs: 10 * SECOND_MS, allMs: 30 * SECOND_MS };

/** Several accounts or regions in one table. */
interface CombinedData {
  readonly answer: Answer;
  readonly targets: readonly CombinedTarget[];
  readonly functions: readonly CombinedFunction[];
  readonly apis: readonly CombinedApi[];
}

interface CombinedLoads {
  readonly view: { readonly region: string; readonly nowMs: EpochMs; readonly range: TimeRange };
  /** `all all`: for the key of what must not outlive a change of what is asked for. */
  readonly target: string;
  readonly count: number;
  /** Accounts that do not offer the regions that are named. */
  readonly without: readonly string[];
  /** What is there after a moment; the others are `loading`. */
  readonly early: Promise<CombinedData>;
  readonly whole: Promise<CombinedData>;
  readonly spend: Promise<Spend>;
}

/** @throws BadParameter, AccountTrouble for a wrong file */
export async function startCombined(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<CombinedLoads> {
  const { targets, without } = await withEnvironment(() => chooseTargets(search));
  const [first] = targets;
  const nowMs = awsNow(first?.account ?? "");
  const range = parseTimeRange(search, nowMs);
  const meters = new Map<CallTarget, Meter>();
  const settling = settleTargets(
    targets,
    (target, each) => loadTarget(target, search, each, (meter) => meters.set(target, meter)),
    signal,
    DEADLINES,
  );
  const withSpent = (result: TargetResult): TargetResult => ({
    ...result,
    // Whoever was given up has been asked all the same, and is paid for.
    spent: result.spent ?? meters.get(result.target)?.snapshot() ?? null,
  });
  const tellTime = tellTimeIn({ fromMs: range.fromMs, toMs: range.toMs }, zone);
  const assemble = (results: readonly TargetResult[]): CombinedData => assembled(results.map(withSpent));
  const assembled = (results: readonly TargetResult[]): CombinedData => ({
    answer: combinedAnswer(results.map(placeOf), tellTime),
    targets: results.map(targetOf),
    functions: results
      .flatMap(({ target, functions }) => functions?.map((row) => ({ ...row, ...target })) ?? [])
      .sort(worstFirst),
    apis: results
      .flatMap(({ target, apis }) => apis?.map((row) => ({ ...row, ...target })) ?? [])
      .sort(worstFirst),
  });
  const whole = settling.all.then(assemble);
  whole.catch(() => undefined);
  const spend = settling.all.then(async (results) => ({
    page: sumOf(results.map(withSpent)),
    own: await ownSpend(),
  }));
  spend.catch(() => undefined);
  const early = settling.within(SOON_MS).then(assemble);
  early.catch(() => undefined);
  return {
    view: { region: textOf(search.region), nowMs, range },
    target: `${textOf(search.account)} ${textOf(search.region)}`,
    count: targets.length,
    without,
    early,
    whole,
    spend,
  };
}

/** The JSON twin, once all have answered or the deadline is over. */
export async function loadCombined(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<CombinedOverview> {
  const { view, whole, spend } = await startCombined(search, signal, zone);
  const [data, { page }] = await Promise.all([whole, spend]);
  const { fromMs, toMs } = view.range;
  const read = data.targets.filter(({ functions, apis }) => functions !== null || apis !== null);
  return {
    meta: {
      fromMs,
      toMs,
      from: isoFromEpochMs(fromMs),
      to: isoFromEpochMs(toMs),
      region: view.region,
      incomplete: data.targets.flatMap(missingOf),
      awsCalls: page.sent,
      costUsd: Number(page.costUsd.toFixed(9)),
    },
    answer: data.answer,
    targets: [...data.targets],
    tiles: null,
    functions: read.some(({ functions }) => functions !== null) ? [...data.functions] : null,
    apis: read.some(({ apis }) => apis !== null) ? [...data.apis] : null,
  };
}

function missingOf(target: CombinedTarget): CombinedOverview["meta"]["incomplete"] {
  const what = `${target.account} ${target.region}`;
  if (target.state === "unanswered") {
    const { eachMs, allMs } = DEADLINES;
    const reason = `No answer in time: ${eachMs / SECOND_MS} seconds each, ${allMs / SECOND_MS} for all.`;
    return [{ what, reason, action: "Load again." }];
  }
  if (target.state === "not-asked") {
    const reason = `Not asked: others took the ${DEADLINES.allMs / SECOND_MS} seconds that a page has.`;
    return [{ what, reason, action: "Look at this account by itself, or name fewer." }];
  }
  return target.failures.map(({ operation, message, nextStep }) => ({
    what,
    reason: `${operation}: ${message}`,
    action: nextStep,
  }));
}

function targetOf({ target, state, failures, functions, apis, spent }: TargetResult): CombinedTarget {
  const failing = [...(functions ?? []), ...(apis ?? [])].filter(
    ({ health }) => health === "critical" || health === "warning",
  );
  return {
    ...target,
    state,
    failures: [...failures],
    functions: functions?.length ?? null,
    apis: apis?.length ?? null,
    failing: functions === null && apis === null ? null : failing.length,
    awsCalls: spent?.sent ?? 0,
    costUsd: spent?.costUsd ?? 0,
  };
}

const troubles: Partial<Record<CombinedTarget["state"], string>> = {
  partial: "a part is missing",
  denied: "not permitted",
  expired: "sign-in expired",
  "no-credentials": "no credentials",
  throttled: "throttled",
  budget: "the budget stopped it",
  ask: "asked about first",
  failed: "no usable answer",
  unanswered: "no answer",
  "not-asked": "not asked",
  loading: "on its way",
};

function placeOf({ target, state, functions, apis }: TargetResult) {
  return {
    name: accounts().length > 1 ? `${target.account} in ${target.region}` : target.region,
    functions,
    apis,
    trouble: troubles[state] ?? null,
  };
}

/** Silence is not trouble: rows without data come last. */
function worstFirst(a: CombinedFunction | CombinedApi, b: CombinedFunction | CombinedApi): number {
  return (
    rankOf(b) - rankOf(a) ||
    failuresOf(b) - failuresOf(a) ||
    volumeOf(b) - volumeOf(a) ||
    a.name.localeCompare(b.name) ||
    a.account.localeCompare(b.account) ||
    a.region.localeCompare(b.region)
  );
}

function rankOf({ health }: CombinedFunction | CombinedApi): number {
  return health === "unknown" ? -1 : severity(health);
}

function failuresOf(row: CombinedFunction | CombinedApi): number {
  return "errors" in row ? (row.errors ?? 0) + (row.throttles ?? 0) : (row.status5xx ?? 0);
}

function volumeOf(row: CombinedFunction | CombinedApi): number {
  return "errors" in row ? (row.invocations ?? 0) : (row.count ?? 0);
}

function sumOf(results: readonly TargetResult[]): MeterSnapshot {
  const all = results.flatMap(({ spent }) => spent ?? []);
  const byOperation: Record<string, OperationCounts> = {};
  for (const { byOperation: counts } of all) {
    for (const [name, each] of Object.entries(counts)) {
      const before = byOperation[name];
      byOperation[name] = before === undefined ? each : addCounts(before, each);
    }
  }
  return all.reduce<MeterSnapshot>(
    (sum, one) => ({
      ...addCounts(sum, one),
      billedMetrics: sum.billedMetrics + one.billedMetrics,
      bytesScanned: sum.bytesScanned + one.bytesScanned,
      waitingMs: sum.waitingMs + one.waitingMs,
      byOperation,
    }),
    {
      calls: 0,
      sent: 0,
      cached: 0,
      shared: 0,
      retried: 0,
      costUsd: 0,
      billedMetrics: 0,
      bytesScanned: 0,
      waitingMs: 0,
      byOperation,
    },
  );
}

function addCounts(a: OperationCounts, b: OperationCounts): OperationCounts {
  return {
    calls: a.calls + b.calls,
    sent: a.sent + b.sent,
    cached: a.cached + b.cached,
    shared: a.shared + b.shared,
    retried: a.retried + b.retried,
    costUsd: a.costUsd + b.costUsd,
  };
}

function textOf(value: RawSearch[string]): string {
  return typeof value === "string" ? value : "";
}
