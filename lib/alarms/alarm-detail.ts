import type { AlarmFacts } from "@/lib/alarms/alarm-rows";
import { missingDataText } from "@/lib/alarms/condition";
import { alarmsInRule } from "@/lib/alarms/rule";
import type { DurationMs } from "@/lib/base/time";
import { type Alarm, type AlarmQuery, metricsOfAlarm } from "@/lib/model/alarm";
import type { AlarmDetail, AlarmEpisode, AlarmRow } from "@/lib/model/views/alarms";
import type { Chart } from "@/lib/model/views/common";

/** Everything about one alarm in the window. */
export function alarmDetail(
  alarm: Alarm,
  row: AlarmRow,
  facts: AlarmFacts,
  chart: Chart | null,
): AlarmDetail {
  const { window, history, alarms } = facts;
  return {
    ...row,
    missingData: missingDataText(alarm),
    actions: actionsText(alarm),
    queries:
      alarm.kind === "metric"
        ? []
        : alarm.queries.map((query) => ({ id: query.id, text: queryText(query), watched: query.watched })),
    rule: alarm.rule,
    children: alarmsInRule(alarm.rule ?? "").map(({ name, state }) => ({
      name,
      asked: state,
      state: alarms.find((other) => other.name === name)?.state ?? null,
    })),
    history:
      row.changes === null || history === null
        ? null
        : history.changes
            .filter((change) => change.alarm === alarm.name)
            .filter(({ atMs }) => atMs >= window.fromMs && atMs < window.toMs)
            .map(({ atMs, from, to, reason }): NonNullable<AlarmDetail["history"]>[number] => ({
              atMs,
              from,
              to,
              reason,
            }))
            .reverse(),
    failing: isOfFailures(alarm, alarms),
    episodes: episodesOf(row, judgedMs(alarm, alarms), facts),
    chart,
  };
}

/** Names of metrics that count failed requests. [D monitoring-metrics-types, api-gateway-metrics-and-dimensions] */
const FAILURES: ReadonlySet<string> = new Set(["Errors", "4XXError", "5XXError", "4xx", "5xx"]);

function isOfFailures(alarm: Alarm, alarms: readonly Alarm[]): boolean {
  const read = alarm.kind === "composite" ? childrenOf(alarm, alarms) : [alarm];
  const metrics = read.flatMap(metricsOfAlarm);
  // An error rate reads the requests too.
  return metrics.some(({ name }) => FAILURES.has(name));
}

function childrenOf(alarm: Alarm, alarms: readonly Alarm[]): readonly Alarm[] {
  const names = new Set(alarmsInRule(alarm.rule ?? "").map(({ name }) => name));
  return alarms.filter(({ name, kind }) => names.has(name) && kind !== "composite");
}

/** How far an alarm looks back: what it judges begins so long before it changes. A rule looks as far as its alarms. */
function judgedMs(alarm: Alarm, alarms: readonly Alarm[]): DurationMs {
  if (alarm.kind !== "composite") return (alarm.periodMs ?? 0) * (alarm.evaluationPeriods ?? 1);
  return Math.max(0, ...childrenOf(alarm, alarms).map((child) => judgedMs(child, alarms)));
}

function episodesOf(
  row: AlarmRow,
  lookBackMs: DurationMs,
  { window, history, nowMs }: AlarmFacts,
): AlarmEpisode[] {
  const knownToMs = Math.min(window.toMs, nowMs);
  return row.states
    .filter(({ state }) => state === "ALARM")
    .map(({ fromMs, toMs }): AlarmEpisode => {
      const beganBefore = fromMs <= window.fromMs || fromMs === history?.fromMs;
      return {
        fromMs,
        toMs: toMs >= knownToMs ? null : toMs,
        evidenceFromMs: beganBefore ? fromMs : fromMs - lookBackMs,
        evidenceToMs: toMs,
        beganBefore,
      };
    })
    .reverse();
}

function queryText({ metric, statistic, expression, id }: AlarmQuery): string {
  if (expression !== null) return expression;
  if (metric === null) return id;
  const of = Object.entries(metric.dimensions).map(([name, value]) => `${name}=${value}`);
  return [metric.namespace, metric.name, statistic, ...of].filter((part) => part !== null).join(" ");
}

function actionsText({ actionsEnabled, actions }: Alarm): string {
  if (!actionsEnabled) return "Its actions are switched off: nobody is told.";
  if (actions === 0) return "It has no action: nobody is told when it fires.";
  return `It has ${actions} action${actions === 1 ? "" : "s"} for the change to ALARM.`;
}
