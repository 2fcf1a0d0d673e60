import {
  type Architecture,
  type FunctionUsage,
  type GatewayUsage,
  type Owner,
  rangeOf,
  type UsageRecord,
} from "@/lib/cost/usage";

/** Whom a change concerns; null: everything. */
export interface Scope {
  readonly functionNames: readonly string[] | null;
  readonly apis: readonly string[] | null;
}

export const everything: Scope = { functionNames: null, apis: null };

export type Change = { readonly scope: Scope } & (
  | {
      readonly kind: "memory";
      readonly memoryMb: number;
      /** Duration at the new size over duration now, where it was measured; null: a bracket. */
      readonly durationFactor: number | null;
    }
  | {
      readonly kind: "architecture";
      readonly architecture: Architecture;
      /** Duration there over duration now; 1 unless measured. */
      readonly durationFactor: number;
    }
  | { readonly kind: "traffic"; readonly factor: number }
  | {
      readonly kind: "provisioned";
      readonly concurrency: number;
      /** How long it is configured within the usage's window: shorter than the window for a schedule. */
      readonly lengthMs: number;
      /** Share of the executions on demand now that would find a provisioned environment, 0–1. */
      readonly servedShare: number;
    }
  | { readonly kind: "http-api" }
  | { readonly kind: "log-volume"; readonly factor: number }
  | {
      readonly kind: "retention";
      readonly days: number;
      /** Age of the oldest stored event: what is stored is taken to be spread evenly up to it. */
      readonly storedDays: number;
    }
);

/** CPU that one thread can use: 1,769 MB are one vCPU; more memory speeds up only code with several threads. */
const ONE_CPU_MB = 1769;

/** The same traffic with the changes made. Where the effect is not known, both ends of what it may be. */
export interface Changed {
  readonly low: readonly UsageRecord[];
  readonly high: readonly UsageRecord[];
  readonly assumptions: readonly string[];
}

/** Applies the changes one after the other; each sees what those before it made. */
export function withChanges(usage: readonly UsageRecord[], changes: readonly Change[]): Changed {
  let ends: readonly [readonly UsageRecord[], readonly UsageRecord[]] = [usage, usage];
  for (const change of changes) {
    const apply = (records: readonly UsageRecord[], work: Work) =>
      records.flatMap((record) => {
        if (!concerns(change.scope, record)) return [record];
        // The new configuration takes the place of the one there is.
        if (change.kind === "provisioned" && record.kind === "provisioned") return [];
        return [changed(record, change, work)];
      });
    ends = [
      [...apply(ends[0], "cpu-bound"), ...provisionedOf(ends[0], change)],
      [...apply(ends[1], "io-bound"), ...provisionedOf(ends[1], change)],
    ];
  }
  return { low: ends[0], high: ends[1], assumptions: [...new Set(changes.map(assumptionOf))] };
}

/**
 * What limits the duration. CPU-bound work takes as much longer as it gets less CPU; waiting takes as long whatever
 * the memory. Real code lies between.
 */
type Work = "cpu-bound" | "io-bound";

function concerns(scope: Scope, { functionName, api }: Owner): boolean {
  const { functionNames, apis } = scope;
  if (functionNames === null && apis === null) return true;
  return (
    (functionName !== null && functionNames?.includes(functionName) === true) ||
    (api !== null && apis?.includes(api) === true)
  );
}

function changed(record: UsageRecord, change: Change, work: Work): UsageRecord {
  switch (change.kind) {
    case "memory": {
      if (record.kind === "function") {
        const { memoryMb } = change;
        const factor = change.durationFactor ?? memoryFactor(record.memoryMb, memoryMb, work);
        return { ...timed(record, factor), memoryMb };
      }
      if (record.kind !== "provisioned" && record.kind !== "snap-start") return record;
      return { ...record, memoryMb: change.memoryMb };
    }
    case "architecture": {
      const { architecture, durationFactor } = change;
      if (record.kind === "function") return { ...timed(record, durationFactor), architecture };
      return record.kind === "provisioned" ? { ...record, architecture } : record;
    }
    case "traffic":
      return scaled(record, change.factor);
    case "provisioned":
      return record.kind === "function" ? served(record, change.servedShare) : record;
    case "http-api":
      return record.kind === "gateway" ? httpOf(record) : record;
    case "log-volume": {
      const { factor } = change;
      if (record.kind === "function") {
        return { ...record, logBytes: record.logBytes === null ? null : record.logBytes * factor };
      }
      if (record.kind !== "logs") return record;
      return {
        ...record,
        ingestedBytes: record.ingestedBytes * factor,
        storedByteMonths: record.storedByteMonths * factor,
      };
    }
    case "retention": {
      if (record.kind !== "logs") return record;
      const kept = change.storedDays === 0 ? 1 : Math.min(1, change.days / change.storedDays);
      return { ...record, storedByteMonths: record.storedByteMonths * kept };
    }
  }
}

/** How much longer CPU-bound work takes; beyond one vCPU a single thread gains nothing. */
function memoryFactor(fromMb: number, toMb: number, work: Work): number {
  if (work === "io-bound") return 1;
  return Math.min(fromMb, ONE_CPU_MB) / Math.min(toMb, ONE_CPU_MB);
}

function timed(record: FunctionUsage, factor: number): FunctionUsage {
  const { low, high } = rangeOf(record.initMs);
  return {
    ...record,
    billedMs: record.billedMs * factor,
    initMs: { low: low * factor, high: high * factor },
    whileProvisionedMs: record.whileProvisionedMs * factor,
  };
}

/** N times the requests, each as before. What is charged by the clock stays. */
export function scaled(record: UsageRecord, factor: number): UsageRecord {
  switch (record.kind) {
    case "function":
      return {
        ...timed(record, factor),
        requests: record.requests * factor,
        logBytes: record.logBytes === null ? null : record.logBytes * factor,
        streamedBytes: record.streamedBytes * factor,
      };
    case "gateway":
      return { ...record, requests: record.requests * factor };
    case "snap-start":
      return { ...record, restores: record.restores * factor };
    case "logs":
      return {
        ...record,
        ingestedBytes: record.ingestedBytes * factor,
        storedByteMonths: record.storedByteMonths * factor,
      };
    case "monitoring":
      return { ...record, tracesRecorded: record.tracesRecorded * factor };
    case "provisioned":
    case "cache":
      return record;
  }
}

/** That share of all executions in provisioned environments, whatever it is now; only the others have an init. */
function served(record: FunctionUsage, share: number): FunctionUsage {
  const { low, high } = rangeOf(record.initMs);
  const totalMs = record.billedMs + record.whileProvisionedMs;
  const initFactor = record.billedMs === 0 ? 1 : (totalMs * (1 - share)) / record.billedMs;
  return {
    ...record,
    billedMs: totalMs * (1 - share),
    initMs: { low: low * initFactor, high: high * initFactor },
    whileProvisionedMs: totalMs * share,
  };
}

function httpOf(record: GatewayUsage): GatewayUsage {
  return { ...record, apiKind: "HTTP" };
}

/** One configuration per function that a change names, at the function's own memory size and architecture. */
function provisionedOf(usage: readonly UsageRecord[], change: Change): readonly UsageRecord[] {
  if (change.kind !== "provisioned") return [];
  const functions = new Map<string, FunctionUsage>();
  for (const record of usage) {
    if (record.kind !== "function" || record.functionName === null) continue;
    if (concerns(change.scope, record)) functions.set(record.functionName, record);
  }
  const { concurrency, lengthMs } = change;
  return [...functions.values()].map(({ functionName, version, architecture, memoryMb }) => ({
    functionName,
    version,
    api: null,
    route: null,
    kind: "provisioned",
    architecture,
    memoryMb,
    concurrency,
    lengthMs,
  }));
}

function assumptionOf(change: Change): string {
  switch (change.kind) {
    case "memory":
      return change.durationFactor === null
        ? "Durations at the new memory size are not measured: they lie between as long as now and as much longer or shorter as the CPU changes (1,769 MB are one vCPU)."
        : "Durations change by the measured factor.";
    case "architecture":
      return change.durationFactor === 1
        ? "Executions take as long on the other architecture: measure before you rely on it."
        : "Durations change by the given factor.";
    case "traffic":
      return "More requests come like those seen: same durations, same share of cold starts. Provisioned concurrency and caches stay as they are.";
    case "provisioned":
      return "The given share of the executions finds a provisioned environment and needs no init of its own.";
    case "http-api":
      return "The API uses nothing that only REST APIs have (caching, usage plans, X-Ray); requests are below 512 KB.";
    case "log-volume":
      return "All levels of a log shrink or grow alike.";
    case "retention":
      return "What is stored is spread evenly over its age.";
  }
}
