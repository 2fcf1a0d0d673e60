import "server-only";
import { ALARM_PERIOD_MS } from "@/lib/alarms/proposal/propose";
import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { alarmText } from "@/lib/alarms/proposal/text/alarm-text";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import { concerns } from "@/lib/model/alarm-concern";
import { subjectKey, subjectName } from "@/lib/model/subject";
import type {
  AlarmProposals,
  CoveredSubject,
  MissingAlarms,
  ProposedAlarm,
} from "@/lib/model/views/missing-alarms";
import { type AlarmAccount, loadAlarmAccount } from "@/lib/server/alarms/missing-account";
import { baselineOf } from "@/lib/server/alarms/missing-baseline";
import { isGap, loadProposals, MOST_SUBJECTS } from "@/lib/server/alarms/missing-proposals";
import { metaOf } from "@/lib/server/meta";
import { NotFound } from "@/lib/server/not-found";
import { dataOf, type Empty, type Found, optional, panelOf } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseAlarmProposals } from "@/lib/url/alarm-proposals";
import { quoteInput } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";
import { apiPath, functionPath } from "@/lib/url/view-params";

/**
 * Which functions and stages have no alarm, with proposals for the first `MOST_SUBJECTS` of them.
 * @throws AwsFailure when neither functions nor stages can be listed
 */
export async function loadMissingAlarms(view: ViewRequest): Promise<Found<MissingAlarms> | Empty> {
  const account = await loadAlarmAccount(view);
  if (account.subjects.length === 0) return nothingToWatch(account);
  const wanting = account.subjects.filter((metrics) => {
    const coverage = account.coverageOf(metrics);
    return concerns.some((concern) => isGap(coverage[concern]));
  });
  const first = wanting.slice(0, MOST_SUBJECTS);
  const { value, failures } = await optional(loadProposals(view, account, first));
  const subjects = account.subjects
    .map((metrics) => coveredSubject(metrics, account, value?.data.get(subjectKey(metrics.subject)) ?? null))
    .sort((a, b) => uncovered(b) - uncovered(a) || (a.name < b.name ? -1 : 1));
  const { fromMs, toMs } = baselineOf(view);
  const left = wanting.length - first.length;
  return {
    data: {
      baseline: { fromMs, toMs, periodMs: ALARM_PERIOD_MS },
      subjects,
      gaps: gapsOf(subjects),
      price: alarmPrice(view.region),
      region: view.region,
      notes: left > 0 ? [`Thresholds of ${left} more are computed when they are chosen.`] : [],
    },
    failures: [...account.failures, ...failures, ...(value?.failures ?? [])],
  };
}

/**
 * `/api/alarms/proposals`: the proposals of the subjects named, and their text.
 * @throws BadParameter, AccountTrouble, NotFound for a subject that is not there
 */
export async function loadAlarmProposals(search: RawSearch, signal: AbortSignal): Promise<AlarmProposals> {
  const { keys, form } = parseAlarmProposals(search);
  const view = await openView(search, signal);
  const panel = await panelOf(async () => {
    const account = await loadAlarmAccount(view);
    const chosen = keys.map((key) => {
      const metrics = account.subjects.find(({ subject }) => subjectKey(subject) === key);
      if (metrics) return metrics;
      if (account.failures.length > 0) return null;
      throw new NotFound(
        `There is no function or stage ${quoteInput(key)} in ${view.region}.`,
        "Name a function, or a stage as apiId/stage.",
      );
    });
    const known = chosen.filter((metrics) => metrics !== null);
    const { data, failures = [] } = await loadProposals(view, account, known);
    return {
      data: known.map((metrics) =>
        coveredSubject(metrics, account, data.get(subjectKey(metrics.subject)) ?? null),
      ),
      failures: [...account.failures, ...failures],
    };
  });
  const subjects = dataOf(panel);
  const alarms = subjects?.flatMap(({ proposals }) => proposals ?? []) ?? [];
  return {
    meta: metaOf(view, { proposals: panel }),
    subjects,
    text: form === null || alarms.length === 0 ? null : alarmText(form, alarms, view.region),
  };
}

function coveredSubject(
  metrics: SubjectMetrics,
  { coverageOf, isActive }: AlarmAccount,
  proposals: readonly ProposedAlarm[] | null,
): CoveredSubject {
  const { subject } = metrics;
  return {
    key: subjectKey(subject),
    kind: subject.kind,
    name: subjectName(subject),
    path: subject.kind === "function" ? functionPath(subject.name) : apiPath(subject.apiId, subject.stage),
    active: isActive(metrics),
    coverage: { ...coverageOf(metrics) },
    proposals: proposals && [...proposals],
  };
}

/** How much goes unnoticed: a gap without any alarm weighs most, those that ran before those that did not. */
function uncovered({ coverage, active }: CoveredSubject): number {
  const weights = { none: 6, total: 5, silent: 4, unknown: 3, partly: 2, covered: 0, "not-measured": 0 };
  const weight = concerns.reduce((sum, concern) => sum + weights[coverage[concern].state], 0);
  return weight + (active === false ? 0 : 0.5);
}

function gapsOf(subjects: readonly CoveredSubject[]): MissingAlarms["gaps"] {
  const count = (has: (subject: CoveredSubject) => boolean) => subjects.filter(has).length;
  return {
    failures: count(({ coverage }) => isGap(coverage.failures)),
    throttles: count(({ coverage }) => isGap(coverage.throttles)),
    duration: count(({ coverage }) => isGap(coverage.duration)),
    subjects: count(({ coverage }) => concerns.some((concern) => isGap(coverage[concern]))),
  };
}

function alarmPrice(region: string): MissingAlarms["price"] {
  const price = loadPriceList(region).prices.alarms;
  return price ? { usd: firstTierUsd(price.tiers), asOf: price.source.date } : null;
}

function nothingToWatch({ failures }: AlarmAccount): Empty {
  const [failure] = failures;
  return {
    empty: {
      reason:
        failure === undefined
          ? "There are no functions and no API stages in this region."
          : `No function or stage is known: ${failure.message}`,
      nextStep: failure?.nextStep ?? "Choose another region.",
    },
  };
}
