export type Architecture = "x86_64" | "arm64";

/** Whose cost it is. null: does not apply, or is not known. */
export interface Owner {
  readonly functionName: string | null;
  readonly version: string | null;
  /** `name/stage`. */
  readonly api: string | null;
  readonly route: string | null;
}

/** Executions of one function × version × route. Sums over the window; whole milliseconds as they were billed. */
export interface FunctionUsage extends Owner {
  readonly kind: "function";
  readonly architecture: Architecture;
  readonly memoryMb: number;
  /** 512 is included in the price. */
  readonly ephemeralStorageMb: number;
  readonly requests: number;
  /** On demand, without the init. */
  readonly billedMs: number;
  /** Billed init. From metrics alone it is not known, only within limits. */
  readonly initMs: number | InitRange;
  /** Executed in provisioned environments, init included. */
  readonly whileProvisionedMs: number;
  /** null: not read. */
  readonly logBytes: number | null;
  /** Beyond the first 6 MB of each streamed response. */
  readonly streamedBytes: number;
}

export interface InitRange {
  readonly low: number;
  readonly high: number;
}

/** Configured concurrency, charged whether used or not. */
export interface ProvisionedUsage extends Owner {
  readonly kind: "provisioned";
  readonly architecture: Architecture;
  readonly memoryMb: number;
  readonly concurrency: number;
  readonly lengthMs: number;
}

/** SnapStart of other runtimes than Java, which is free. A version's snapshot is charged for 3 hours at least. */
export interface SnapStartUsage extends Owner {
  readonly kind: "snap-start";
  readonly memoryMb: number;
  readonly keptMs: number;
  readonly restores: number;
}

/** Requests that are charged: those refused by throttling, or without authorization, are not. */
export interface GatewayUsage extends Owner {
  readonly kind: "gateway";
  readonly apiKind: "REST" | "HTTP";
  readonly requests: number;
}

export interface CacheUsage extends Owner {
  readonly kind: "cache";
  readonly sizeGb: "0.5" | "1.6" | "6.1" | "13.5" | "28.4" | "58.2" | "118" | "237";
  readonly lengthMs: number;
}

/** What belongs to a log group: ingestion of other than Lambda's logs, and the storage of all. */
export interface LogUsage extends Owner {
  readonly kind: "logs";
  readonly ingestedBytes: number;
  readonly logClass: "lambda" | "standard" | "infrequent-access";
  /** Compressed bytes × the share of a month that they are kept. */
  readonly storedByteMonths: number;
}

export interface MonitoringUsage extends Owner {
  readonly kind: "monitoring";
  readonly tracesRecorded: number;
  /** Share of a month × number. */
  readonly alarmMonths: number;
  readonly highResolutionAlarmMonths: number;
  readonly metricMonths: number;
}

export type UsageRecord =
  | FunctionUsage
  | ProvisionedUsage
  | SnapStartUsage
  | GatewayUsage
  | CacheUsage
  | LogUsage
  | MonitoringUsage;

export const noOwner: Owner = { functionName: null, version: null, api: null, route: null };

export function rangeOf(initMs: FunctionUsage["initMs"]): InitRange {
  return typeof initMs === "number" ? { low: initMs, high: initMs } : initMs;
}
