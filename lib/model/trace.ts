import type { EpochMs } from "@/lib/base/time";

/** Traces as X-Ray answers them and spans as we read them. Times are epoch milliseconds with microseconds as fractions. */

/** One trace as AWS delivers it: documents are JSON text and may be malformed, doubled or missing. */
export interface TraceDocuments {
  /** `1-58406520-a006649127e371903a2de979`. */
  readonly traceId: string;
  /** `xray`: segment documents of BatchGetTraces; `otel`: spans of `aws/spans` or of ListRetrievedTraces. */
  readonly format: "xray" | "otel";
  readonly documents: readonly string[];
  /** Seconds that X-Ray states for the whole trace, in milliseconds; null where it states none. */
  readonly durationMs: number | null;
  /** X-Ray refused segments of this trace for its size. */
  readonly limitExceeded: boolean;
}

/** What the time of a span was spent on. */
export const spanKinds = [
  /** A caller outside: a client segment, a browser, a scheduler. */
  "client",
  /** API Gateway's stage. */
  "gateway",
  /** The Lambda service's part: queueing for an environment, retries of an asynchronous invocation. */
  "lambda-service",
  /** The function's own segment. */
  "function",
  /** Init phase of a cold start. */
  "init",
  /** Restore of a snapshot. */
  "restore",
  /** Lambda's own work around the handler: Overhead, extensions, runtime. */
  "overhead",
  /** Waiting in a queue or for an asynchronous invocation to begin. */
  "queue",
  /** A call to an AWS service. */
  "aws",
  /** A call to any other host. */
  "remote",
  /** A database statement. */
  "sql",
  /** The code's own subsegment. */
  "code",
  /** Any other segment. */
  "service",
] as const;
export type SpanKind = (typeof spanKinds)[number];

/** A TraceSummary. Counts and ids are of what X-Ray sampled. */
export interface TraceSummary {
  readonly traceId: string;
  readonly startMs: EpochMs;
  /** First segment's begin to last segment's end, asynchronous work included; null while in progress. */
  readonly durationMs: number | null;
  /** The root's response to its caller. */
  readonly responseTimeMs: number | null;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly partial: boolean;
  readonly http: {
    readonly url: string | null;
    readonly method: string | null;
    readonly status: number | null;
    readonly clientIp: string | null;
    readonly userAgent: string | null;
  };
  /** `name` and X-Ray's type, in the order of X-Ray. */
  readonly services: readonly { readonly name: string; readonly type: string | null }[];
  /** The root segment's service. */
  readonly entry: { readonly name: string; readonly type: string | null } | null;
  /** Indexed annotations, each value with the services that set it. */
  readonly annotations: readonly { readonly key: string; readonly value: string | number | boolean }[];
  readonly users: readonly string[];
  /** What X-Ray names as the cause of faults and errors: services from the root to the failing one, and its exceptions. */
  readonly rootCauses: readonly TraceRootCause[];
}

export interface TraceRootCause {
  readonly kind: "fault" | "error" | "response-time";
  /** From the outermost service to the cause. */
  readonly path: readonly string[];
  readonly exceptions: readonly { readonly name: string | null; readonly message: string | null }[];
}

/** Counts of one node or edge of a service graph. Of sampled traces only. */
export interface GraphStatistics {
  readonly ok: number;
  /** 4xx other than throttles. */
  readonly error: number;
  /** 429. */
  readonly throttle: number;
  /** 5xx. */
  readonly fault: number;
  readonly total: number;
  /** Sum of response times. */
  readonly totalResponseMs: number;
}

/** Response times as X-Ray bins them: value in milliseconds and count. */
export type GraphHistogram = readonly { readonly valueMs: number; readonly count: number }[];

/** One answer of GetServiceGraph, over one window of at most six hours. */
export interface ServiceGraph {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly services: readonly GraphService[];
  /** AWS merged several versions of a group's filter. */
  readonly containsOldGroupVersions: boolean;
}

export interface GraphService {
  /** Valid within one answer only. */
  readonly referenceId: number;
  readonly name: string;
  readonly names: readonly string[];
  /** `AWS::Lambda::Function`, `client`, `remote`, …; null where X-Ray does not know. */
  readonly type: string | null;
  readonly accountId: string | null;
  readonly state: string | null;
  readonly root: boolean;
  readonly statistics: GraphStatistics | null;
  readonly responseTimes: GraphHistogram;
  readonly durations: GraphHistogram;
  readonly edges: readonly GraphEdge[];
}

export interface GraphEdge {
  /** The called service's `referenceId`. */
  readonly to: number;
  /** `link`: connected asynchronously, by a link between traces. */
  readonly type: string | null;
  readonly statistics: GraphStatistics | null;
  readonly responseTimes: GraphHistogram;
}
