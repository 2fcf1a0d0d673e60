/**
 * How the shop is written down before a region, a seed and a traffic rate turn it into definitions. Functions refer
 * to each other by key; a region may leave a key out or give it another name.
 */
import type { Architecture, DownstreamCall, LogFormat, Style } from "@/lib/sandbox/world/types";

export interface CallBlueprint {
  readonly service: DownstreamCall["service"];
  readonly operation: string;
  /** Table, queue name, topic name, bucket, function key, secret or host. */
  readonly resource: string;
  readonly path?: string;
  readonly medianMs: number;
  /** Deviation of the logarithm of the duration. */
  readonly spread: number;
  /** Only for requests of these routes, `METHOD /path`. */
  readonly routes?: readonly string[];
  /** Share 0–1 of the invocations that make the call. */
  readonly chance?: number;
  /** Only in the first invocation of an environment. */
  readonly firstOnly?: boolean;
  /** Starts together with the call before it. */
  readonly parallel?: boolean;
  /** Function key that a successful call triggers: sns and async directly, sqs through its queue. */
  readonly triggers?: { readonly via: "sns" | "sqs" | "async"; readonly functionKey: string };
}

export interface ErrorBlueprint {
  readonly type: string;
  readonly message: string;
  readonly stack: readonly string[];
}

export type Library = "powertools" | "logger" | "stdout" | "emf";

export interface FunctionBlueprint {
  readonly key: string;
  readonly description: string;
  readonly runtime: string;
  readonly runtimeVersion: string;
  readonly handler: string;
  readonly architecture: Architecture;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly ephemeralStorageMb?: number;
  readonly codeSizeBytes: number;
  readonly vpc?: boolean;
  readonly logFormat: LogFormat;
  readonly applicationLogLevel?: string;
  readonly systemLogLevel?: "DEBUG" | "INFO" | "WARN";
  readonly logGroup?: string;
  readonly reportStyle: Style;
  readonly segmentStyle: Style;
  readonly untraced?: boolean;
  readonly snapStart?: boolean;
  readonly provisioned?: { readonly qualifier: string; readonly count: number };
  readonly idleMinutes: number;
  /** Numbered versions, oldest first; the last may be on trial behind the alias. */
  readonly versions?: readonly string[];
  readonly alias?: { readonly name: string; readonly version: string; readonly trial?: string };
  readonly deadLetterQueue?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly team: string;
  /** Median CPU time of the handler on one full vCPU. */
  readonly cpuMs: number;
  readonly cpuSpread: number;
  readonly initMedianMs: number;
  readonly baseMemoryMb: number;
  /** Share of invocations that throw for no reason worth an incident. */
  readonly errorShare: number;
  /** Share of invocations that answer 4xx. */
  readonly clientErrorShare: number;
  /** Share of async events that fail in every attempt. */
  readonly poisonShare?: number;
  readonly errors: readonly [ErrorBlueprint, ...ErrorBlueprint[]];
  readonly calls: readonly CallBlueprint[];
  readonly library: Library;
}

export interface RouteBlueprint {
  readonly method: string;
  readonly path: string;
  readonly functionKey: string;
  readonly weight: number;
  readonly authorized?: boolean;
  readonly cached?: boolean;
}

export interface ApiBlueprint {
  readonly key: string;
  readonly kind: "REST" | "HTTP";
  readonly stage: string;
  readonly description: string;
  /** Share 0–1 of the shop's requests. */
  readonly share: number;
  readonly routes: readonly RouteBlueprint[];
  readonly authorizerKey?: string;
  readonly canaryShare?: number;
  readonly detailedMetrics: boolean;
  readonly cacheSizeGb?: number;
  readonly tracing: boolean;
  readonly executionLog: "OFF" | "ERROR" | "INFO";
  readonly dataTrace?: boolean;
  readonly accessLogFormat: string;
  readonly throttle?: { readonly rateLimit: number; readonly burstLimit: number };
}
