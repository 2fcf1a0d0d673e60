import { HOUR_MS, SECOND_MS } from "@/lib/base/time";
import { type PriceKey, priceKinds } from "@/lib/cost/prices/catalogue";
import { type Architecture, type FunctionUsage, rangeOf, type UsageRecord } from "@/lib/cost/usage";

/** CloudWatch and Lambda count a GB as 2^30 bytes. */
export const GB = 1024 ** 3;
const INCLUDED_EPHEMERAL_MB = 512;

/** Init is listed apart from duration; it has the price, the tiers and the allowance of duration. */
export type LineKey = PriceKey | "lambda-init-x86" | "lambda-init-arm";

/** One charged quantity in the units of its price. */
export interface Charge {
  readonly line: LineKey;
  readonly quantity: number;
}

export function priceKeyOf(line: LineKey): PriceKey {
  if (line === "lambda-init-x86") return "lambda-duration-x86";
  return line === "lambda-init-arm" ? "lambda-duration-arm" : line;
}

export function lineLabel(line: LineKey): string {
  if (line === "lambda-init-x86") return "Init on x86_64";
  return line === "lambda-init-arm" ? "Init on arm64" : priceKinds[line].label;
}

/** GB-s = MB ÷ 1,024 × ms ÷ 1,000. [Lambda pricing] */
export function gbSeconds(memoryMb: number, ms: number): number {
  return ((memoryMb / 1024) * ms) / SECOND_MS;
}

/** What a record is charged for; `bound` takes the lower or the upper end of what is only known within limits. */
export function chargesOf(record: UsageRecord, bound: "low" | "high"): readonly Charge[] {
  return uncheckedCharges(record, bound).filter(({ quantity }) => quantity !== 0);
}

function uncheckedCharges(record: UsageRecord, bound: "low" | "high"): readonly Charge[] {
  switch (record.kind) {
    case "function":
      return functionCharges(record, rangeOf(record.initMs)[bound]);
    case "provisioned": {
      const quantity = record.concurrency * gbSeconds(record.memoryMb, record.lengthMs);
      return [{ line: byArchitecture(record.architecture, "provisioned"), quantity }];
    }
    case "snap-start":
      return [
        { line: "lambda-snapstart-cache", quantity: gbSeconds(record.memoryMb, record.keptMs) },
        { line: "lambda-snapstart-restore", quantity: (record.memoryMb / 1024) * record.restores },
      ];
    case "gateway":
      return [
        {
          line: record.apiKind === "REST" ? "apigateway-rest-requests" : "apigateway-http-requests",
          quantity: record.requests,
        },
      ];
    case "cache":
      return [{ line: `apigateway-cache-${record.sizeGb}`, quantity: record.lengthMs / HOUR_MS }];
    case "logs":
      return [
        { line: ingestionLines[record.logClass], quantity: record.ingestedBytes / GB },
        { line: "logs-storage", quantity: record.storedByteMonths / GB },
      ];
    case "monitoring":
      return [
        { line: "xray-traces-recorded", quantity: record.tracesRecorded },
        { line: "alarms", quantity: record.alarmMonths },
        { line: "alarms-high-resolution", quantity: record.highResolutionAlarmMonths },
        { line: "metrics", quantity: record.metricMonths },
      ];
  }
}

const ingestionLines = {
  lambda: "logs-lambda-ingestion",
  standard: "logs-ingestion",
  "infrequent-access": "logs-ingestion-infrequent",
} as const;

function functionCharges(usage: FunctionUsage, initMs: number): readonly Charge[] {
  const { architecture, memoryMb, billedMs, whileProvisionedMs } = usage;
  const extraMb = Math.max(0, usage.ephemeralStorageMb - INCLUDED_EPHEMERAL_MB);
  return [
    { line: "lambda-requests", quantity: usage.requests },
    { line: byArchitecture(architecture, "duration"), quantity: gbSeconds(memoryMb, billedMs) },
    { line: byArchitecture(architecture, "init"), quantity: gbSeconds(memoryMb, initMs) },
    {
      line: byArchitecture(architecture, "while-provisioned"),
      quantity: gbSeconds(memoryMb, whileProvisionedMs),
    },
    {
      line: "lambda-ephemeral-storage",
      quantity: gbSeconds(extraMb, billedMs + initMs + whileProvisionedMs),
    },
    { line: "lambda-streaming", quantity: usage.streamedBytes / GB },
    { line: "logs-lambda-ingestion", quantity: (usage.logBytes ?? 0) / GB },
  ];
}

export function byArchitecture<K extends "duration" | "init" | "while-provisioned" | "provisioned">(
  architecture: Architecture,
  what: K,
): `lambda-${K}-x86` | `lambda-${K}-arm` {
  return architecture === "arm64" ? `lambda-${what}-arm` : `lambda-${what}-x86`;
}
