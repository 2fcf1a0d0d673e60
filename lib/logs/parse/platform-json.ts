import { type JsonObject, memberOf, numberOf, objectAt, textOf } from "@/lib/logs/parse/json-value";
import type { InitFields, ReportFields } from "@/lib/model/log";

const KNOWN_METRICS = [
  "durationMs",
  "billedDurationMs",
  "memorySizeMB",
  "maxMemoryUsedMB",
  "initDurationMs",
  "restoreDurationMs",
  "billedRestoreDurationMs",
];

/** `platform.report`. On Managed Instances only the duration is there. [D telemetry-schema-reference] */
export function parseReportRecord(record: JsonObject | null): ReportFields {
  const metrics = objectAt(record, "metrics");
  const tracing = objectAt(record, "tracing");
  const header = traceHeader(textOf(tracing, "value"));
  const extras = new Map<string, string>();
  for (const [key, value] of Object.entries(metrics ?? {})) {
    if (!KNOWN_METRICS.includes(key)) extras.set(key, String(value));
  }
  return {
    requestId: textOf(record, "requestId"),
    durationMs: numberOf(metrics, "durationMs"),
    billedDurationMs: numberOf(metrics, "billedDurationMs"),
    memorySizeMb: numberOf(metrics, "memorySizeMB"),
    maxMemoryUsedMb: numberOf(metrics, "maxMemoryUsedMB"),
    initDurationMs: numberOf(metrics, "initDurationMs"),
    restoreDurationMs: numberOf(metrics, "restoreDurationMs"),
    billedRestoreDurationMs: numberOf(metrics, "billedRestoreDurationMs"),
    status: textOf(record, "status"),
    errorType: textOf(record, "errorType"),
    xrayTraceId: header.root,
    segmentId: textOf(tracing, "spanId"),
    sampled: header.sampled,
    extras,
  };
}

/** `platform.initReport` and `platform.restoreReport`. */
export function parseInitRecord(record: JsonObject | null): InitFields {
  return {
    durationMs: numberOf(objectAt(record, "metrics"), "durationMs"),
    phase: textOf(record, "phase"),
    status: textOf(record, "status"),
    errorType: textOf(record, "errorType"),
  };
}

/** One sentence for a platform event. */
export function platformText(type: string, record: JsonObject | null): string {
  const words = [type.replace(/^platform\./, "")];
  for (const key of ["phase", "status", "errorType", "name", "state", "reason"]) {
    const value = memberOf(record, key);
    if (typeof value === "string") words.push(`${key} ${value}`);
  }
  for (const key of ["droppedRecords", "droppedBytes"]) {
    const value = numberOf(record, key);
    if (value !== null) words.push(`${key} ${value}`);
  }
  return words.join(", ");
}

/** `Root=1-…;Parent=…;Sampled=1`. */
export function traceHeader(value: string | null): { root: string | null; sampled: boolean | null } {
  const text = value ?? "";
  const [, root] = /(?:^|;)\s*Root=([^;]+)/i.exec(text) ?? [];
  const [, sampled] = /(?:^|;)\s*Sampled=([01])/i.exec(text) ?? [];
  return { root: root ?? null, sampled: sampled === undefined ? null : sampled === "1" };
}
