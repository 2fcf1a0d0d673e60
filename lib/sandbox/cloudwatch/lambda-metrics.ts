import type { EnvironmentStart, FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { type Dimension, mergedSource, type SampleSource } from "./metric";
import type { MetricList } from "./metric-list";
import {
  asyncSource,
  concurrencySource,
  type InvocationFilter,
  invocationSource,
  throttleSource,
} from "./world-scan";

/**
 * Metrics of AWS/Lambda. [D monitoring-metrics-types, monitoring-metrics-view]
 *
 * Invocations, Errors, Throttles and Duration have a sample per attempt, stamped with the minute of its start:
 * Errors 0 or 1 per invocation, Throttles 1 per throttled attempt and 0 per invocation. So Average is the rate and
 * SampleCount the attempts.
 */
const NAMESPACE = "AWS/Lambda";

/** One set of dimensions of a function and which of its invocations it covers. */
interface View {
  readonly key: string;
  readonly dimensions: readonly Dimension[];
  readonly keep: InvocationFilter | undefined;
  /** Throttled attempts and queued events know no version, so they have no such view. */
  readonly byVersion: boolean;
}

export function addLambdaMetrics(world: World, list: MetricList): void {
  const totals = new Map<string, SampleSource[]>();
  const consumers = new Set(
    world.eventSources.filter((source) => source.kind !== "sqs").map((source) => source.functionIndex),
  );
  for (const def of world.functions) {
    for (const view of viewsOf(def)) {
      const add = adder(list, view, view.key === def.name ? totals : undefined);
      addInvocationMetrics(world, def, view, add);
      if (!view.byVersion) addQueueMetrics(world, def, view, consumers.has(def.index), add);
    }
    addProvisionedMetrics(world, def, list);
  }
  for (const [name, parts] of totals) {
    list.add(
      NAMESPACE,
      name,
      [],
      parts[0]?.shape === "values" ? "Milliseconds" : "Count",
      mergedSource(`lambda ${name}`, parts),
    );
  }
  addAccountMetrics(world, list, totals.get("Invocations") ?? []);
}

type Add = (name: string, source: SampleSource, presence?: SampleSource) => void;

function adder(list: MetricList, view: View, totals: Map<string, SampleSource[]> | undefined): Add {
  return (name, source, presence) => {
    const milliseconds = name === "Duration" || name === "IteratorAge" || name === "AsyncEventAge";
    list.add(NAMESPACE, name, view.dimensions, milliseconds ? "Milliseconds" : "Count", source, presence);
    if (!totals || presence) return;
    const parts = totals.get(name);
    if (parts) parts.push(source);
    else totals.set(name, [source]);
  };
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
  for (const { version } of def.versions) {
    if (version === "$LATEST") continue;
    const keep: InvocationFilter = (invocation) => invocation.version === version;
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

function addInvocationMetrics(world: World, def: FunctionDef, view: View, add: Add): void {
  const source = (name: string, shape: SampleSource["shape"], value: (i: InvocationRecord) => number) =>
    invocationSource(world, def, `lambda ${name} ${view.key}`, shape, (invocation) =>
      view.keep === undefined || view.keep(invocation) ? value(invocation) : undefined,
    );
  const invocations = source("Invocations", "ones", () => 1);
  add("Invocations", invocations);
  add(
    "Errors",
    source("Errors", "flags", (invocation) => (invocation.outcome === "success" ? 0 : 1)),
  );
  add(
    "Duration",
    source("Duration", "values", (invocation) => invocation.durationMs),
  );
  const concurrency = concurrencySource(world, [def], `lambda ConcurrentExecutions ${view.key}`, view.keep);
  add("ConcurrentExecutions", concurrency, invocations);
  if (view.byVersion) return;
  const passed = source("not throttled", "flags", () => 0);
  const throttled = throttleSource(world, def, `lambda throttled ${view.key}`);
  add("Throttles", mergedSource(`lambda Throttles ${view.key}`, [passed, throttled]));
}

const ASYNC_TRIGGERS: ReadonlySet<string> = new Set(["sns", "s3", "schedule", "warm-up", "async"]);

function addQueueMetrics(world: World, def: FunctionDef, view: View, consumer: boolean, add: Add): void {
  const source = (name: string, value: (invocation: InvocationRecord) => number | undefined) =>
    invocationSource(world, def, `lambda ${name} ${view.key}`, "values", value);
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
  );
  if (def.deadLetterArn !== null) add("DeadLetterErrors", records("DeadLetterErrors", "dead-letter-error"));
}

/** Metrics of provisioned concurrency; they vanish while nothing runs. [D monitoring-concurrency] */
function addProvisionedMetrics(world: World, def: FunctionDef, list: MetricList): void {
  const provisioned = def.provisionedConcurrency;
  if (!provisioned) return;
  const byQualifier =
    provisioned.qualifier === def.invokedQualifier
      ? () => true
      : (invocation: InvocationRecord) => invocation.version === provisioned.qualifier;
  const startOf = (invocation: InvocationRecord): EnvironmentStart =>
    world.environment(invocation.environmentIndex).start;
  const onProvisioned: InvocationFilter = (invocation) =>
    byQualifier(invocation) && startOf(invocation) === "provisioned";
  const spilled: InvocationFilter = (invocation) =>
    byQualifier(invocation) && startOf(invocation) !== "provisioned";

  const resource = `${def.name}:${provisioned.qualifier}`;
  const dimensions = [{ Name: "FunctionName", Value: def.name }];
  for (const set of [dimensions, [...dimensions, { Name: "Resource", Value: resource }]]) {
    const view = set.length === 1 ? def.name : resource;
    const counted = (name: string, keep: InvocationFilter) =>
      invocationSource(world, def, `lambda ${name} ${view}`, "ones", (invocation) =>
        keep(invocation) ? 1 : undefined,
      );
    const peak = (name: string, scale?: (value: number) => number) =>
      concurrencySource(world, [def], `lambda ${name} ${view}`, onProvisioned, scale);
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
function addAccountMetrics(world: World, list: MetricList, invocations: readonly SampleSource[]): void {
  const presence = mergedSource("lambda any invocation", invocations);
  const unreserved = world.functions.filter((def) => def.reservedConcurrency === null);
  const allocated = world.functions.reduce(
    (sum, def) => sum + Math.max(def.reservedConcurrency ?? 0, def.provisionedConcurrency?.count ?? 0),
    0,
  );
  const add = (name: string, source: SampleSource) =>
    list.add(NAMESPACE, name, [], "Count", source, presence);
  add("ConcurrentExecutions", concurrencySource(world, world.functions, "lambda ConcurrentExecutions"));
  add(
    "UnreservedConcurrentExecutions",
    concurrencySource(world, unreserved, "lambda UnreservedConcurrentExecutions"),
  );
  // Executions on provisioned concurrency are part of the allocation, so they are not counted a second time.
  const onDemand = (environmentStart: EnvironmentStart) => environmentStart !== "provisioned";
  add(
    "ClaimedAccountConcurrency",
    concurrencySource(
      world,
      unreserved,
      "lambda ClaimedAccountConcurrency",
      (invocation) => onDemand(world.environment(invocation.environmentIndex).start),
      (peak) => peak + allocated,
    ),
  );
}
