import { alarmsInRule } from "@/lib/alarms/rule";
import { type Alarm, metricsOfAlarm } from "@/lib/model/alarm";
import type { Metric } from "@/lib/model/metric";
import { type StageOfApi, type Subject, subjectKey, subjectName } from "@/lib/model/subject";

/** What of an account is known, to tell what a metric's dimensions stand for. null: could not be read. */
export interface KnownSubjects {
  readonly functions: ReadonlySet<string> | null;
  readonly stages: readonly StageOfApi[] | null;
}

/** What an alarm watches. */
export interface WatchedSubject {
  /** As it is told: `payments-charge`, `shop-api / prod`, `all functions`, `AWS/EC2 CPUUtilization`. */
  readonly name: string;
  /** null where it is no single function or stage, or no such one is known. */
  readonly subject: Subject | null;
  /** Whether it is of Lambda or API Gateway at all. */
  readonly ours: boolean;
  /** False: its metric names a function or stage that the region's list does not have; null: not known. */
  readonly exists: boolean | null;
}

/** What an alarm watches, each once; of a composite alarm what its alarms watch. */
export function watchedSubjects(
  alarm: Alarm,
  byName: ReadonlyMap<string, Alarm>,
  known: KnownSubjects,
): readonly WatchedSubject[] {
  const found = readBy(alarm, byName)
    .flatMap(metricsOfAlarm)
    .map((metric) => subjectOfMetric(metric, known));
  return [
    ...new Map(
      found.map((one) => [one.subject === null ? `name ${one.name}` : subjectKey(one.subject), one]),
    ).values(),
  ];
}

/** The alarm and those that its rule asks about, through any number of others: each once, for rules may go in circles. */
function readBy(alarm: Alarm, byName: ReadonlyMap<string, Alarm>): readonly Alarm[] {
  const found = new Set([alarm]);
  // A set also goes through what is added to it meanwhile.
  for (const one of found) {
    if (one.kind === "composite") for (const child of childrenOf(one, byName)) found.add(child);
  }
  return [...found];
}

function childrenOf(alarm: Alarm, byName: ReadonlyMap<string, Alarm>): readonly Alarm[] {
  const names = new Set(alarmsInRule(alarm.rule ?? "").map(({ name }) => name));
  return [...names].flatMap((name) => byName.get(name) ?? []);
}

/**
 * By the dimensions of the metric: those of Lambda and API Gateway, a function's log group, and custom metrics that name
 * a function as Lambda does. [D monitoring-metrics-types, api-gateway-metrics-and-dimensions]
 */
function subjectOfMetric(metric: Metric, known: KnownSubjects): WatchedSubject {
  const { namespace, name, dimensions } = metric;
  const functionName = functionOf(metric);
  if (functionName !== undefined) {
    const exists = known.functions === null ? null : known.functions.has(functionName);
    // A metric of somebody else may use the word for something else.
    if (namespace === "AWS/Lambda" || exists === true) {
      const subject = { kind: "function", name: functionName } as const;
      return { name: functionName, subject, ours: true, exists };
    }
  }
  if (namespace === "AWS/ApiGateway") return stageOfMetric(dimensions, known);
  if (namespace === "AWS/Lambda") return { name: "all functions", subject: null, ours: true, exists: true };
  const of = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return { name: [namespace, name, ...of].join(" "), subject: null, ours: false, exists: null };
}

const LOG_GROUP = /^\/aws\/lambda\/(.+)$/;

function functionOf({ namespace, dimensions }: Metric): string | undefined {
  const group = namespace === "AWS/Logs" ? LOG_GROUP.exec(dimensions.LogGroupName ?? "")?.[1] : undefined;
  return dimensions.FunctionName ?? dimensions.function_name ?? group;
}

function stageOfMetric(
  { ApiName, ApiId, Stage }: Readonly<Record<string, string>>,
  { stages }: KnownSubjects,
): WatchedSubject {
  const api = ApiName ?? ApiId;
  if (api === undefined) return { name: "all APIs", subject: null, ours: true, exists: true };
  // REST metrics have the API's name without what is not ASCII; its id stands in when nothing is left.
  const ascii = (text: string) => text.replace(/[^\x20-\x7e]/g, "");
  const ofApi = stages?.filter(({ apiId, apiName }) =>
    ApiName === undefined ? apiId === ApiId : ascii(apiName) === ApiName || apiId === ApiName,
  );
  const label = ofApi?.[0]?.apiName ?? api;
  if (Stage === undefined) {
    return {
      name: `${label} (all stages)`,
      subject: null,
      ours: true,
      exists: ofApi === undefined ? null : ofApi.length > 0,
    };
  }
  // A canary's metrics are of its stage.
  const stage = Stage.replace(/\/Canary$/, "");
  const matches = ofApi?.filter((one) => one.stage === stage);
  // Two REST APIs of one name share their metrics: which of them is watched is not told.
  const [subject = null, other] = matches ?? [];
  return {
    name: subject === null ? `${label} / ${stage}` : subjectName(subject),
    subject: other === undefined ? subject : null,
    ours: true,
    exists: matches === undefined ? null : matches.length > 0,
  };
}
