import type { FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { type Dimension, mergedSource, type SampleSource, type Shape, type Unit } from "./metric";
import type { MetricList } from "./metric-list";
import { DURATION, FAILED, MARKS, PROVISIONED, packedInvocations, versionOf } from "./packed-invocations";
import type { PackedCache, PackedRecords } from "./packed-records";
import { asyncSource, concurrencySource, packedSource, rareSource, throttleSource } from "./world-scan";

/**
 * Metrics of AWS/Lambda. [D monitoring-metrics-types, monitoring-metrics-view]
 *
 * Invocations, Errors, Throttles and Duration have a sample per attempt, stamped with the minute of its start:
 * Errors 0 or 1 per invocation, Throttles 1 per throttled attempt and 0 per invocation. So Average is the rate and
 * SampleCount the attempts.
 */
const NAMESPACE = "AWS/Lambda";

/** Decides by the marks of a packed invocation. */
type Keep = (marks: number) => boolean;

/** One set of dimensions of a function and which of its invocations it covers. */
interface View {
  readonly key: string;
  readonly dimensions: readonly Dimension[];
  readonly keep: Keep | undefined;
  /** Throttled attempts and queued events know no version, so they have no such view. */
  readonly byVersion: boolean;
}

export function addLambdaMetrics(world: World, packed: PackedCache, list: MetricList): void {
  const totals = new Map<string, Parts>();
  const consumers = new Set(
    world.eventSources.filter((source) => source.kind !== "sqs").map((source) => source.functionIndex),
  );
  const records = new Map<FunctionDef, PackedRecords>();
  for (const def of world.functions) {
    const invocations = packedInvocations(world, def, packed);
    records.set(def, invocations);
    for (const view of viewsOf(def)) {
      const add = adder(list, view, view.key === def.name ? totals : undefined);
      addInvocationMetrics(world, def, invocations, view, add);
      if (!view.byVersion) addQueueMetrics(world, def, view, consumers.has(def.index), add);
    }
    addProvisionedMetrics(def, invocations, list);
  }
  for (const [name, { sources, presences }] of totals) {
    const source = mergedSource(`lambda ${name}`, sources);
    list.add(NAMESPACE, name, [], unitOf(name), source, mergedSource(`lambda any ${name}`, presences));
  }
  addAccountMetrics(records, list, totals.get("Invocations")?.sources ?? []);
}

/** What adds up to the metric of the region. */
interface Parts {
  readonly sources: SampleSource[];
  readonly presences: SampleSource[];
}

type Add = (name: string, source: SampleSource, presence?: SampleSource) => void;

function adder(list: MetricList, view: View, totals: Map<string, Parts> | undefined): Add {
  return (name, source, presence = source) => {
    list.add(NAMESPACE, name, view.dimensions, unitOf(name), source, presence);
    // Peaks of functions do not add up to the region's.
    if (!totals || name === "ConcurrentExecutions") return;
    const parts = totals.get(name) ?? { sources: [], presences: [] };
    parts.sources.push(source);
    parts.presences.push(presence);
    totals.set(name, parts);
  };
}

function unitOf(name: string): Unit {
  return name === "Duration" || name.endsWith("Age") ? "Milliseconds" : "Count";
}

/**
 * Callers of the function's alias appear under `Resource` = `fn:alias` and, when the alias splits traffic, also under
 * `ExecutedVersion`. That traffic through an alias is counted under `fn:version` too is unverified.
 */
function viewsOf(def: FunctionDef): readonly View[] {
  const functionName = { Name: "FunctionName", Value: def.name };
  const views: View[] = [{ key: def.name, dimensions: [functionName], keep: undefined, byVersion: false }];
  const alias = def.aliases.find(({ name }) => name === def.invokedQualifier);
  if (!alias) return views;
  const resource = { Name: "Resource", Value: `${def.name}:${alias.name}` };
  views.push({
    key: resource.Value,
    dimensions: [functionName, resource],
    keep: undefined,
    byVersion: false,
  });
  const splits = Object.keys(alias.weights).length > 0;
  for (const [position, { version }] of def.versions.entries()) {
    if (version === "$LATEST") continue;
    const keep: Keep = (marks) => versionOf(marks) === position;
    const own = { Name: "Resource", Value: `${def.name}:${version}` };
    views.push({ key: own.Value, dimensions: [functionName, own], keep, byVersion: true });
    if (!splits) continue;
    views.push({
      key: `${resource.Value}@${version}`,
      dimensions: [functionName, resource, { Name: "ExecutedVersion", Value: version }],
      keep,
      byVersion: true,
    });
  }
  return views;
}

function addInvocationMetrics(
  world: World,
  def: FunctionDef,
  records: PackedRecords,
  view: View,
  add: Add,
): void {
  const { keep } = view;
  const source = (name: string, shape: Shape, value: (rows: Uint32Array, at: number) => number) =>
    packedSource(
      records,
      `lambda ${name} ${view.key}`,
      shape,
      keep ? (rows, at) => (keep(rows[at + MARKS] ?? 0) ? value(rows, at) : undefined) : value,
    );
  const invocations = source("Invocations", "ones", () => 1);
  add("Invocations", invocations);
  add(
    "Errors",
    source("Errors", "flags", (rows, at) => (rows[at + MARKS] ?? 0) & FAILED),
  );
  add(
    "Duration",
    source("Duration", "values", (rows, at) => (rows[at + DURATION] ?? 0) / 100),
  );
  const concurrency = concurrencySource([records], `lambda ConcurrentExecutions ${view.key}`, keep);
  add("ConcurrentExecutions", concurrency, invocations);
  if (view.byVersion) return;
  const passed = source("not throttled", "flags", () => 0);
  const throttled = throttleSource(world, def, `lambda throttled ${view.key}`);
  add("Throttles", mergedSource(`lambda Throttles ${view.key}`, [passed, throttled]));
}

const ASYNC_TRIGGERS: ReadonlySet<string> = new Set(["sns", "s3", "schedule", "warm-up", "async"]);

function addQueueMetrics(world: World, def: FunctionDef, view: View, consumer: boolean, add: Add): void {
  const source = (name: string, value: (invocation: InvocationRecord) => number | undefined) =>
    rareSource(world, def, `lambda ${name} ${view.key}`, value);
  const records = (name: string, kind: "received" | "dropped" | "dead-letter-error") =>
    asyncSource(world, def, `lambda ${name} ${view.key}`, kind);
  if (consumer) {
    const age = (invocation: InvocationRecord) =>
      invocation.trigger === "kinesis" ? invocation.queuedMs : undefined;
    add("IteratorAge", source("IteratorAge", age));
  }
  if (def.filler) return;
  const received = records("AsyncEventsReceived", "received");
  add("AsyncEventsReceived", received);
  add("AsyncEventsDropped", records("AsyncEventsDropped", "dropped"));
  add(
    "AsyncEventAge",
    source("AsyncEventAge", (invocation) =>
      ASYNC_TRIGGERS.has(invocation.trigger) ? invocation.queuedMs : undefined,
    ),
    received,
  );
  if (def.deadLetterArn !== null) add("DeadLetterErrors", records("DeadLetterErrors", "dead-letter-error"));
}

/** Metrics of provisioned concurrency; they vanish while nothing runs. [D monitoring-concurrency] */
function addProvisionedMetrics(def: FunctionDef, records: PackedRecords, list: MetricList): void {
  const provisioned = def.provisionedConcurrency;
  if (!provisioned) return;
  const position = def.versions.findIndex(({ version }) => version === provisioned.qualifier);
  const isQualified: Keep =
    provisioned.qualifier === def.invokedQualifier ? () => true : (marks) => versionOf(marks) === position;
  const onProvisioned: Keep = (marks) => isQualified(marks) && (marks & PROVISIONED) !== 0;
  const spilled: Keep = (marks) => isQualified(marks) && (marks & PROVISIONED) === 0;

  const resource = `${def.name}:${provisioned.qualifier}`;
  const dimensions = [{ Name: "FunctionName", Value: def.name }];
  for (const set of [dimensions, [...dimensions, { Name: "Resource", Value: resource }]]) {
    const view = set.length === 1 ? def.name : resource;
    const counted = (name: string, keep: Keep) =>
      packedSource(records, `lambda ${name} ${view}`, "ones", (rows, at) =>
        keep(rows[at + MARKS] ?? 0) ? 1 : undefined,
      );
    const peak = (name: string, scale?: (value: number) => number) =>
      concurrencySource([records], `lambda ${name} ${view}`, onProvisioned, scale);
    const used = counted("ProvisionedConcurrencyInvocations", onProvisioned);
    list.add(NAMESPACE, "ProvisionedConcurrencyInvocations", set, "Count", used);
    list.add(
      NAMESPACE,
      "ProvisionedConcurrencySpilloverInvocations",
      set,
      "Count",
      counted("ProvisionedConcurrencySpilloverInvocations", spilled),
    );
    list.add(
      NAMESPACE,
      "ProvisionedConcurrentExecutions",
      set,
      "Count",
      peak("ProvisionedConcurrentExecutions"),
      used,
    );
    list.add(
      NAMESPACE,
      "ProvisionedConcurrencyUtilization",
      set,
      "Count",
      peak("ProvisionedConcurrencyUtilization", (value) => value / provisioned.count),
      used,
    );
  }
}

/** Region-wide concurrency. Claimed = unreserved executions + reserved and provisioned allocations. [D monitoring-concurrency] */
function addAccountMetrics(
  functions: ReadonlyMap<FunctionDef, PackedRecords>,
  list: MetricList,
  invocations: readonly SampleSource[],
): void {
  const presence = mergedSource("lambda any invocation", invocations);
  const unreserved = [...functions].flatMap(([def, records]) =>
    def.reservedConcurrency === null ? [records] : [],
  );
  const allocated = [...functions.keys()].reduce(
    (sum, def) => sum + Math.max(def.reservedConcurrency ?? 0, def.provisionedConcurrency?.count ?? 0),
    0,
  );
  const add = (
    name: string,
    records: readonly PackedRecords[],
    keep?: Keep,
    scale?: (peak: number) => number,
  ) =>
    list.add(
      NAMESPACE,
      name,
      [],
      "Count",
      concurrencySource(records, `lambda ${name}`, keep, scale),
      presence,
    );
  add("ConcurrentExecutions", [...functions.values()]);
  add("UnreservedConcurrentExecutions", unreserved);
  // Executions on provisioned concurrency are part of the allocation, so they are not counted a second time.
  const isOnDemand: Keep = (marks) => (marks & PROVISIONED) === 0;
  add("ClaimedAccountConcurrency", unreserved, isOnDemand, (peak) => peak + allocated);
}
