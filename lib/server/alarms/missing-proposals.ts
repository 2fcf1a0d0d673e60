import "server-only";
import { periodsOf } from "@/lib/alarms/proposal/periods";
import { ALARM_PERIOD_MS, proposeAlarm } from "@/lib/alarms/proposal/propose";
import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { type Concern, concerns } from "@/lib/model/alarm-concern";
import type { Datapoints, MetricQuery } from "@/lib/model/metric";
import { subjectKey } from "@/lib/model/subject";
import type { Coverage, ProposedAlarm } from "@/lib/model/views/missing-alarms";
import type { AlarmAccount } from "@/lib/server/alarms/missing-account";
import { baselineOf } from "@/lib/server/alarms/missing-baseline";
import { type Figure, figures, statisticOf } from "@/lib/server/alarms/missing-subjects";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Subjects of which figures are asked for at once: at most four billed metrics each. */
export const MOST_SUBJECTS = 50;

const gapStates: ReadonlySet<Coverage["state"]> = new Set(["none", "total", "partly"]);

export function isGap({ state }: Coverage): boolean {
  return gapStates.has(state);
}

/** What an alarm is proposed for: gaps, and what may be one. */
function isOpen(coverage: Coverage): boolean {
  return isGap(coverage) || coverage.state === "unknown";
}

/**
 * Proposals for the gaps of up to `MOST_SUBJECTS` subjects, by subject key. A subject whose figures could not be read
 * has no entry.
 * @throws AwsFailure when none can be read
 */
export async function loadProposals(
  view: ViewRequest,
  { coverageOf, nameOf }: AlarmAccount,
  subjects: readonly SubjectMetrics[],
): Promise<Found<ReadonlyMap<string, readonly ProposedAlarm[]>>> {
  const asked = subjects.slice(0, MOST_SUBJECTS).map((metrics) => {
    const coverage = coverageOf(metrics);
    return { metrics, open: concerns.filter((concern) => isOpen(coverage[concern])) };
  });
  const window = baselineOf(view);
  const queries = asked.flatMap(({ metrics, open }) => queriesOf(metrics, open));
  if (queries.length === 0) return { data: new Map() };
  const data = await getMetricData(view.scope, queries, window);
  const proposals = new Map<string, readonly ProposedAlarm[]>();
  for (const { metrics, open } of asked) {
    const points = (figure: Figure) => data.byKey.get(keyOf(metrics, figure));
    if (queriesOf(metrics, open).some(({ key }) => !data.byKey.has(key))) continue;
    const periods = periodsOf(
      {
        requests: points("requests") ?? nothing,
        failures: points("failures") ?? nothing,
        throttles: points("throttles") ?? nothing,
        slow: points("duration") ?? nothing,
      },
      window.toMs,
      ALARM_PERIOD_MS,
    );
    const alarms = open.flatMap(
      (concern) => proposeAlarm(concern, metrics, periods, nameOf(metrics.subject, concern)) ?? [],
    );
    proposals.set(subjectKey(metrics.subject), alarms);
    // A subject takes some 10 ms: others must not wait for fifty of them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { data: proposals, failures: data.failures };
}

const nothing: Datapoints = { timesMs: [], values: [] };

/** How busy it is tells whether the figures of a concern are enough. */
function queriesOf(metrics: SubjectMetrics, open: readonly Concern[]): readonly MetricQuery[] {
  if (open.length === 0) return [];
  return figures.flatMap((figure) => {
    const metric = metrics[figure];
    if (metric === null || (figure !== "requests" && !open.includes(figure))) return [];
    return [
      {
        key: keyOf(metrics, figure),
        metric,
        statistic: statisticOf(figure),
        periodMs: ALARM_PERIOD_MS,
      },
    ];
  });
}

function keyOf({ subject }: SubjectMetrics, figure: Figure): string {
  return `${subjectKey(subject)}\0${figure}`;
}
