import { MONTH_MS } from "@/lib/cost/estimate";
import { type Architecture, type CacheUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";

/** What is charged for as long as it is there, whether used or not. */
export type Standing =
  | {
      readonly kind: "provisioned";
      readonly functionName: string;
      /** Version number; null: an alias. */
      readonly version: string | null;
      readonly architecture: Architecture;
      readonly memoryMb: number;
      readonly concurrency: number;
    }
  | { readonly kind: "cache"; readonly api: string; readonly sizeGb: CacheUsage["sizeGb"] }
  | {
      readonly kind: "stored-logs";
      readonly functionName: string | null;
      readonly api: string | null;
      /** Compressed. */
      readonly bytes: number;
    }
  | { readonly kind: "alarms"; readonly count: number };

/** What it adds up to over a length of time. */
export function standingUsage(standing: Standing, lengthMs: number): UsageRecord {
  const { kind } = standing;
  switch (kind) {
    case "provisioned": {
      const { functionName, version, architecture, memoryMb, concurrency } = standing;
      return { ...noOwner, functionName, version, kind, architecture, memoryMb, concurrency, lengthMs };
    }
    case "cache":
      return { ...noOwner, api: standing.api, kind, sizeGb: standing.sizeGb, lengthMs };
    case "stored-logs":
      return {
        ...noOwner,
        functionName: standing.functionName,
        api: standing.api,
        kind: "logs",
        ingestedBytes: 0,
        logClass: "standard",
        storedByteMonths: (standing.bytes * lengthMs) / MONTH_MS,
      };
    case "alarms":
      return {
        ...noOwner,
        kind: "monitoring",
        tracesRecorded: 0,
        alarmMonths: (standing.count * lengthMs) / MONTH_MS,
        highResolutionAlarmMonths: 0,
        metricMonths: 0,
      };
  }
}

const cacheSizes: readonly CacheUsage["sizeGb"][] = [
  "0.5",
  "1.6",
  "6.1",
  "13.5",
  "28.4",
  "58.2",
  "118",
  "237",
];

/** The price's name of a cache size in GB; null: a size that has no price. */
export function cacheSizeOf(sizeGb: number): CacheUsage["sizeGb"] | null {
  return cacheSizes.find((size) => Number(size) === sizeGb) ?? null;
}
