import { heardAlarms } from "@/lib/alarms/proposal/heard-alarms";
import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import type { Alarm, AlarmQuery } from "@/lib/model/alarm";
import { type Concern, concerns } from "@/lib/model/alarm-concern";
import type { Metric } from "@/lib/model/metric";
import type { Coverage } from "@/lib/model/views/missing-alarms";

export type CoverageOf = (subject: SubjectMetrics) => Readonly<Record<Concern, Coverage>>;

/** How much of a figure one alarm sees. Best first. */
const views = ["itself", "part", "all"] as const;
type View = (typeof views)[number];

interface Watch {
  readonly alarm: Alarm;
  readonly view: View;
  /** Why only a part, or how else it watches. */
  readonly note: string | null;
}

/** One look at the alarms for any number of subjects. `null`: they could not be read. */
export function coverageBy(alarms: readonly Alarm[] | null): CoverageOf {
  if (alarms === null) return (subject) => each((concern) => unreadOf(subject, concern));
  const heard = heardAlarms(alarms);
  const reading = alarms.filter(({ queries }) => queries.length > 0);
  const byPart = new Map<string, Set<Alarm>>();
  const queried: Alarm[] = [];
  for (const alarm of reading) {
    for (const part of alarm.queries.flatMap(({ metric }) => (metric ? partsOf(metric) : []))) {
      byPart.set(part, (byPart.get(part) ?? new Set()).add(alarm));
    }
    if (alarm.queries.some(isInsightsQuery)) queried.push(alarm);
  }
  return (subject) =>
    each((concern) => {
      const metric = subject[concern];
      if (metric === null) return notMeasured;
      const parts = [nameOf(metric), ...partsOf(metric)].flatMap((part) => [...(byPart.get(part) ?? [])]);
      const candidates = new Set([...parts, ...queried]);
      const watches = [...candidates].flatMap((alarm) => watchOf(alarm, metric, concern) ?? []);
      return judged(watches, heard, subject);
    });
}

const notMeasured: Coverage = {
  state: "not-measured",
  alarms: [],
  note: "API Gateway has no metric of the requests that it refuses for their pace: their 429s are among its 4xx answers.",
};

function unreadOf(subject: SubjectMetrics, concern: Concern): Coverage {
  return subject[concern] === null ? notMeasured : { state: "unknown", alarms: [], note: null };
}

function each(of: (concern: Concern) => Coverage): Readonly<Record<Concern, Coverage>> {
  const [failures, throttles, duration] = concerns.map(of);
  if (!failures || !throttles || !duration) throw new TypeError("a concern has no coverage");
  return { failures, throttles, duration };
}

function judged(watches: readonly Watch[], heard: ReadonlySet<string>, subject: SubjectMetrics): Coverage {
  const told = watches.filter(({ alarm }) => heard.has(alarm.name));
  for (const view of views) {
    const seeing = told.filter((watch) => watch.view === view);
    if (seeing.length > 0) return { state: STATES[view], ...evidence(seeing, view, subject) };
    // A part or the total that is heard of is less than the figure itself unheard: that one lacks only an action.
    const mute = watches.filter((watch) => watch.view === "itself");
    if (view === "itself" && mute.length > 0) {
      return { state: "silent", alarms: namesOf(mute), note: silence(mute) };
    }
  }
  return {
    state: "none",
    alarms: [],
    note:
      watches.length > 0
        ? `${namesOf(watches).join(", ")} ${watches.length > 1 ? "see" : "sees"} some of it and tell${watches.length > 1 ? "" : "s"} nobody.`
        : null,
  };
}

const STATES = { itself: "covered", part: "partly", all: "total" } as const satisfies Record<View, string>;

function evidence(
  seeing: readonly Watch[],
  view: View,
  { subject }: SubjectMetrics,
): Pick<Coverage, "alarms" | "note"> {
  const own = seeing.find(({ note }) => note !== null)?.note ?? null;
  const total =
    subject.kind === "function"
      ? "Only a total over all functions of the region is watched: it does not say which, and a small function drowns in it."
      : "Only a total over all stages of the API is watched.";
  // Where one alarm watches plainly, how the others do does not matter.
  const plain = view === "itself" && seeing.some(({ note }) => note === null);
  return { alarms: namesOf(seeing), note: plain ? null : (own ?? (view === "all" ? total : null)) };
}

function silence(mute: readonly Watch[]): string {
  const off = mute.every(({ alarm }) => !alarm.actionsEnabled);
  const why = off ? "its actions are switched off" : "it has no action for ALARM";
  return `It watches, but ${why}: nobody is told, unless an EventBridge rule or a person looks at its state.`;
}

function namesOf(watches: readonly Watch[]): string[] {
  return [...new Set(watches.map(({ alarm }) => alarm.name))];
}

/** What the alarm sees of the metric; null: nothing, or it looks the other way (too few, too fast). */
function watchOf(alarm: Alarm, metric: Metric, concern: Concern): Watch | null {
  if (alarm.kind !== "math" && (alarm.comparison === null || downwards.has(alarm.comparison))) return null;
  const seen = alarm.queries.flatMap((query) => seenBy(query, alarm, metric, concern) ?? []);
  return seen.sort((a, b) => views.indexOf(a.view) - views.indexOf(b.view))[0] ?? null;
}

const downwards: ReadonlySet<string> = new Set(["<", "<=", "below-band"]);

function seenBy(query: AlarmQuery, alarm: Alarm, metric: Metric, concern: Concern): Watch | null {
  if (query.metric === null) {
    if (!isInsightsQuery(query) || !mentions(query.expression ?? "", metric)) return null;
    return {
      alarm,
      view: "all",
      note: `${alarm.name} is a query over several: what it selects is not read here.`,
    };
  }
  const view = viewOf(query.metric, metric);
  if (view === null || query.metric.name !== metric.name || query.metric.namespace !== metric.namespace) {
    return null;
  }
  const limited = view === "part" ? partNote(query.metric, metric) : null;
  const statistic = concern === "duration" ? statisticNote(query.statistic) : null;
  if (statistic !== null && view === "itself") return { alarm, view: "part", note: statistic };
  const math = alarm.kind === "math" ? "It is watched through metric math." : null;
  const band = alarm.kind === "anomaly" ? "It is watched by an anomaly band that CloudWatch learns." : null;
  return { alarm, view, note: limited ?? math ?? band };
}

/** More dimensions than the figure's own: a part of it. Fewer: a total that it is a part of. */
function viewOf(seen: Metric, wanted: Metric): View | null {
  const has = Object.entries(seen.dimensions);
  const wants = Object.entries(wanted.dimensions);
  const contains = (outer: Metric, inner: readonly (readonly [string, string])[]) =>
    inner.every(([name, value]) => outer.dimensions[name] === value);
  if (has.length === wants.length) return contains(wanted, has) ? "itself" : null;
  if (has.length > wants.length) return contains(seen, wants) ? "part" : null;
  return contains(wanted, has) ? "all" : null;
}

function partNote(seen: Metric, wanted: Metric): string {
  const { Resource, Method, ExecutedVersion } = seen.dimensions;
  if (seen.namespace === "AWS/Lambda" && Resource !== undefined) {
    const qualifier = Resource.slice(Resource.indexOf(":") + 1);
    const version = ExecutedVersion === undefined ? "" : `, version ${ExecutedVersion} only`;
    return `Only calls through “${qualifier}”${version} are watched.`;
  }
  if (Resource !== undefined) return `Only ${[Method, Resource].filter(Boolean).join(" ")} is watched.`;
  const others = Object.entries(seen.dimensions).filter(([name]) => !(name in wanted.dimensions));
  return `Only ${others.map(([name, value]) => `${name} ${value}`).join(", ")} is watched.`;
}

/** Whether slow requests show in the statistic: the upper tenth and beyond. */
function statisticNote(statistic: string | null): string | null {
  if (statistic === null || statistic === "Maximum") return null;
  const percent = /^p(\d+(?:\.\d+)?)$/i.exec(statistic)?.[1];
  if (percent !== undefined && Number(percent) >= 90) return null;
  return `It watches ${statistic === "Average" ? "the average" : statistic}, in which a few slow requests do not show.`;
}

/** `SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) …` [D cloudwatch-metrics-insights] */
function isInsightsQuery({ expression }: AlarmQuery): boolean {
  return expression !== null && /^\s*SELECT\b/i.test(expression);
}

function mentions(expression: string, { namespace, name }: Metric): boolean {
  return expression.includes(namespace) && new RegExp(`\\b${name}\\b`).test(expression);
}

function nameOf({ namespace, name }: Metric): string {
  return `${namespace} ${name}`;
}

/**
 * The metric by each of its dimensions, else by its name alone. Two metrics of one name of which one has all dimensions of
 * the other share one of these, or the name: a thousand alarms are not compared with a thousand functions.
 */
function partsOf(metric: Metric): readonly string[] {
  const name = nameOf(metric);
  const parts = Object.entries(metric.dimensions).map(([key, value]) => `${name} ${key}=${value}`);
  return parts.length === 0 ? [name] : parts;
}
