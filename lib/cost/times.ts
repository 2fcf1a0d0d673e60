import type { UsageRecord } from "@/lib/cost/usage";

/** So many times each charged quantity, also of what is charged by the clock: more of the same time. */
export function times(record: UsageRecord, factor: number): UsageRecord {
  switch (record.kind) {
    case "function": {
      const { initMs } = record;
      const timed =
        typeof initMs === "number"
          ? initMs * factor
          : { low: initMs.low * factor, high: initMs.high * factor };
      return {
        ...record,
        requests: record.requests * factor,
        billedMs: record.billedMs * factor,
        initMs: timed,
        whileProvisionedMs: record.whileProvisionedMs * factor,
        logBytes: record.logBytes === null ? null : record.logBytes * factor,
        streamedBytes: record.streamedBytes * factor,
      };
    }
    case "provisioned":
    case "cache":
      return { ...record, lengthMs: record.lengthMs * factor };
    case "snap-start":
      return { ...record, keptMs: record.keptMs * factor, restores: record.restores * factor };
    case "gateway":
      return { ...record, requests: record.requests * factor };
    case "logs":
      return {
        ...record,
        ingestedBytes: record.ingestedBytes * factor,
        storedByteMonths: record.storedByteMonths * factor,
      };
    case "monitoring":
      return {
        ...record,
        tracesRecorded: record.tracesRecorded * factor,
        alarmMonths: record.alarmMonths * factor,
        highResolutionAlarmMonths: record.highResolutionAlarmMonths * factor,
        metricMonths: record.metricMonths * factor,
      };
  }
}
