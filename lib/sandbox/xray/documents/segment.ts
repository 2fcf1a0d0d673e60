/**
 * Segment documents as X-Ray stores them: the JSON inside `Segment.Document`.
 * Field names are the wire's. Times are epoch seconds with microseconds as fraction. [D xray-api-segmentdocuments]
 */

export type AnnotationValue = string | number | boolean;

export interface XRayStackFrame {
  readonly path?: string;
  readonly line?: number;
  readonly label?: string;
}

interface XRayException {
  /** 16 hex digits; other nodes of the trace may name it in `cause`. */
  readonly id: string;
  readonly type: string;
  readonly message: string;
  readonly remote?: boolean;
  readonly stack?: readonly XRayStackFrame[];
}

export interface XRayCause {
  readonly working_directory: string;
  readonly paths: readonly string[];
  readonly exceptions: readonly XRayException[];
}

export interface XRayHttp {
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly user_agent?: string;
    readonly client_ip?: string;
    readonly x_forwarded_for?: boolean;
    /** A downstream call to a service that sends segments of its own. */
    readonly traced?: boolean;
  };
  readonly response?: { readonly status?: number; readonly content_length?: number };
}

/** Fields that segments and subsegments share. */
export interface XRaySubsegment {
  readonly id: string;
  readonly name: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly namespace?: "aws" | "remote";
  /** 4xx. A throttle is an error too. */
  readonly error?: boolean;
  /** 429. */
  readonly throttle?: boolean;
  /** 5xx, or no answer. */
  readonly fault?: boolean;
  readonly cause?: XRayCause;
  readonly http?: XRayHttp;
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, AnnotationValue>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly user?: string;
  readonly subsegments?: readonly XRaySubsegment[];
}

/** One document: a segment, a segment inferred from a call, or a subsegment sent alone (`type`). */
export interface XRaySegment extends XRaySubsegment {
  readonly trace_id: string;
  /** Id of the calling segment or subsegment, possibly in another document. Absent at the root. */
  readonly parent_id?: string;
  readonly type?: "subsegment";
  /** e.g. `AWS::Lambda::Function`. Absent on an inferred remote host. */
  readonly origin?: string;
  readonly inferred?: boolean;
  readonly resource_arn?: string;
  /** Other traces that caused this one, e.g. the producers of an SQS batch. */
  readonly links?: readonly { readonly trace_id: string; readonly id: string }[];
}
