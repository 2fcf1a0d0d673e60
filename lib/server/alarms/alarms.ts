import "server-only";
import { alarmDetail } from "@/lib/alarms/alarm-detail";
import { type AlarmFacts, type AlarmRows, alarmRows } from "@/lib/alarms/alarm-rows";
import { alarmsAnswer, type TellTime } from "@/lib/alarms/answer";
import { matchesAlarm } from "@/lib/alarms/filter";
import type { WatchedSubject } from "@/lib/alarms/watched-subjects";
import { formatDayClock, type Zone, zoneLabel } from "@/lib/base/format-time";
import type { Failure } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import type { StageOfApi } from "@/lib/model/subject";
import type {
  AlarmAnswer,
  AlarmDetail,
  AlarmSubject,
  AlarmsView,
  AlarmTable,
} from "@/lib/model/views/alarms";
import { loadAlarmChart } from "@/lib/server/alarms/load-alarm-chart";
import { loadAlarmFacts } from "@/lib/server/alarms/load-alarms";
import { loadMissingAlarms } from "@/lib/server/alarms/load-missing-alarms";
import { metaOf } from "@/lib/server/meta";
import { NotFound } from "@/lib/server/not-found";
import { dataOf, type Empty, type Found, optional, panelOf } from "@/lib/server/panel-of";
import { tellTimeIn } from "@/lib/server/tell-time";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseAlarms } from "@/lib/url/alarms";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { sourceKey } from "@/lib/url/log-sources";
import { stageSources } from "@/lib/url/logs-path";
import type { RawSearch } from "@/lib/url/search";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** All alarms of the view. Resolves to a state; does not reject for a fault of AWS. */
export function loadAlarmTable(view: ViewRequest, zone: Zone): Promise<Panel<AlarmTable>> {
  return panelOf(async () => tellTable(view, await readAlarms(view), tellTimeOf(view, zone)));
}

/** The JSON twin. @throws BadParameter, AccountTrouble, and NotFound for an alarm that is not there */
export async function loadAlarmsView(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<AlarmsView> {
  const { alarm, state, text } = parseAlarms(search);
  const view = await openView(search, signal);
  const read = readAlarms(view);
  // Both panels await it; a rejection is theirs to tell.
  read.catch(() => undefined);
  const [table, detail, missing] = await Promise.all([
    panelOf(async () => tellTable(view, await read, tellTimeOf(view, zone))),
    alarm === null ? null : panelOf(async () => tellDetail(view, await read, alarm)),
    panelOf(() => loadMissingAlarms(view)),
  ]);
  if (detail?.state === "empty") throw new NotFound(detail.reason, detail.nextStep);
  const data = dataOf(table);
  const wanted = (rows: AlarmTable["alarms"]) => rows.filter((row) => matchesAlarm(row, text, state));
  return {
    meta: metaOf(view, { alarms: table, missing, ...(detail === null ? {} : { alarm: detail }) }),
    answer: data?.answer ?? { health: "unknown", sentence: "Cannot tell: the alarms could not be read." },
    alarms: data && wanted(data.alarms),
    otherAlarms: data && wanted(data.otherAlarms),
    historyFromMs: data?.historyFromMs ?? null,
    alarm: detail && dataOf(detail),
    missing: dataOf(missing),
  };
}

/**
 * One alarm alone, which needs less than the page: it opens while the page stays.
 * @throws BadParameter, AccountTrouble, and NotFound for an alarm that is not there
 */
export async function loadAlarm(search: RawSearch, signal: AbortSignal): Promise<AlarmAnswer> {
  const { alarm } = parseAlarms(search);
  if (alarm === null) throw new BadParameter("alarm", "Name an alarm: alarm=NAME.");
  const view = await openView(search, signal);
  const detail = await panelOf(async () => tellDetail(view, await readAlarms(view), alarm));
  if (detail.state === "empty") throw new NotFound(detail.reason, detail.nextStep);
  return { meta: metaOf(view, { alarm: detail }), alarm: dataOf(detail), failures: failuresOf(detail) };
}

function failuresOf(panel: Panel<unknown>): Failure[] {
  if (panel.state === "partial") return [...panel.failures];
  return panel.state === "ok" || panel.state === "empty" ? [] : [panel.failure];
}

interface AlarmsRead extends AlarmRows {
  readonly facts: AlarmFacts;
  readonly failures: Found<unknown>["failures"];
}

async function readAlarms(view: ViewRequest): Promise<AlarmsRead> {
  const { data: facts, failures } = await loadAlarmFacts(view);
  return { facts, failures, ...alarmRows(facts, addressOf) };
}

function tellTable(
  view: ViewRequest,
  { facts, failures, ours, others }: AlarmsRead,
  tellTime: TellTime,
): Found<AlarmTable> {
  return {
    data: {
      answer: alarmsAnswer(ours, view.region, tellTime),
      alarms: [...ours],
      otherAlarms: [...others],
      historyFromMs: facts.history?.fromMs ?? null,
    },
    failures: failures ?? [],
  };
}

async function tellDetail(
  view: ViewRequest,
  { facts, failures = [], ours, others }: AlarmsRead,
  name: string,
): Promise<Found<AlarmDetail> | Empty> {
  const alarm = facts.alarms.find((one) => one.name === name);
  const row = [...ours, ...others].find((one) => one.name === name);
  if (alarm === undefined || row === undefined) return noSuchAlarm(view, facts, name);
  const drawn = await optional(loadAlarmChart(view, alarm));
  return {
    data: alarmDetail(alarm, row, facts, drawn.value?.chart ?? null),
    failures: [
      // What lacks for the table alone is said there.
      ...failures.filter(({ operation }) => operation === "cloudwatch:DescribeAlarmHistory"),
      ...drawn.failures,
      ...(drawn.value?.failures ?? []),
    ],
  };
}

function noSuchAlarm(view: ViewRequest, { history }: AlarmFacts, name: string): Empty {
  const changes = history?.changes.filter(({ alarm }) => alarm === name).length ?? 0;
  const trace =
    changes === 0
      ? ""
      : ` It was there once: its history has ${changes} change${changes === 1 ? "" : "s"} of state since the window began.`;
  return {
    empty: {
      reason: `There is no alarm ${quoteInput(name)} in ${view.region}.${trace}`,
      nextStep: "Choose one of the list, or another region.",
    },
  };
}

/** The day is said of what was before the window. */
function tellTimeOf({ window }: ViewRequest, zone: Zone): TellTime {
  const inWindow = tellTimeIn(window, zone);
  return (ms) =>
    ms >= window.fromMs && ms < window.toMs
      ? inWindow(ms)
      : `${formatDayClock(ms, zone)} ${zoneLabel(ms, zone)}`;
}

function addressOf({ subject, exists }: WatchedSubject): Pick<AlarmSubject, "path" | "sources"> {
  if (subject === null) return { path: null, sources: [] };
  if (subject.kind === "stage")
    return { path: apiPath(subject.apiId, subject.stage), sources: keysOf(subject) };
  // A function that is gone has no page, but its log group may well be there.
  return {
    path: exists === false ? null : functionPath(subject.name),
    sources: [sourceKey({ kind: "function", name: subject.name })],
  };
}

function keysOf({ apiId, stage, apiKind }: StageOfApi): string[] {
  return stageSources(apiId, stage, apiKind).map(sourceKey);
}
