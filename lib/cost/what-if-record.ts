import type { Change } from "@/lib/cost/change";
import { durationFactor } from "@/lib/cost/duration-response";
import { type FunctionUsage, rangeOf, type UsageRecord } from "@/lib/cost/usage";

/** Which end of what is not known: the one that costs less, or the one that costs more. */
export type End = "cheap" | "dear";

/** The record with the change made; none when what is added takes its place. */
export function changed(record: UsageRecord, change: Change, end: End): readonly UsageRecord[] {
  switch (change.kind) {
    case "memory": {
      const { memoryMb, seen } = change;
      if (record.kind === "function") {
        const { least, most } = durationFactor(record.memoryMb, memoryMb, seen);
        return [{ ...lasting(record, end === "cheap" ? least : most), memoryMb }];
      }
      return "memoryMb" in record ? [{ ...record, memoryMb }] : [record];
    }
    case "architecture": {
      const { architecture } = change;
      if (!("architecture" in record) || record.architecture === architecture) return [record];
      if (record.kind === "provisioned") return [{ ...record, architecture }];
      return [{ ...lasting(record, change.durationFactor), architecture }];
    }
    case "timeout": {
      if (record.kind !== "function") return [record];
      const { least, most } = change.durationFactor;
      const factor = end === "cheap" ? least : most;
      const { billedMs, whileProvisionedMs } = record;
      return [{ ...record, billedMs: billedMs * factor, whileProvisionedMs: whileProvisionedMs * factor }];
    }
    case "traffic":
      return [scaled(record, change.factor)];
    case "provisioned": {
      if (record.kind === "provisioned") return [];
      const { least, most } = change.servedShare;
      return [record.kind === "function" ? served(record, end === "cheap" ? most : least) : record];
    }
    case "snap-start": {
      if (record.kind === "snap-start") return [];
      if (record.kind !== "function") return [record];
      // A restore is billed in the place of the init; longer than that, nobody would want it.
      return [end === "cheap" ? { ...record, initMs: 0 } : record];
    }
    case "http-api":
      return [record.kind === "gateway" ? { ...record, apiKind: "HTTP" } : record];
    case "log-volume": {
      const { factor } = change;
      if (record.kind === "function") {
        return [{ ...record, logBytes: record.logBytes === null ? null : record.logBytes * factor }];
      }
      return record.kind === "logs" ? [scaled(record, factor)] : [record];
    }
    case "retention": {
      if (record.kind !== "logs") return [record];
      const kept = keptShare(change.days, change.storedDays, end);
      return [{ ...record, storedByteMonths: record.storedByteMonths * kept }];
    }
  }
}

function keptShare(days: number, storedDays: number | null, end: End): number {
  if (storedDays === null) return end === "cheap" ? 0 : 1;
  return storedDays <= days ? 1 : days / storedDays;
}

/** Executions that last so many times as long, init included. */
function lasting(record: FunctionUsage, factor: number): FunctionUsage {
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
        ...lasting(record, factor),
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

/** That share of all execution time in provisioned environments, whatever it is now; only the rest has an init. */
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
