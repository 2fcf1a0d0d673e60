/**
 * A span as `aws/spans` keeps it: OTLP's fields, attributes as flat objects, W3C trace ids, times in nanoseconds as
 * numbers. [D CloudWatch-Transaction-Search; opentelemetry.io/docs/specs/semconv]
 */
export interface OtelSpan {
  readonly resource: { readonly attributes: OtelAttributes };
  readonly scope: { readonly name: string };
  readonly traceId: string;
  readonly spanId: string;
  /** Absent at the root. */
  readonly parentSpanId?: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: "SERVER" | "CLIENT" | "PRODUCER" | "CONSUMER" | "INTERNAL";
  readonly startTimeUnixNano: number;
  readonly endTimeUnixNano: number;
  readonly durationNano: number;
  readonly attributes: OtelAttributes;
  readonly events?: readonly {
    readonly name: "exception";
    readonly timeUnixNano: number;
    readonly attributes: OtelAttributes;
  }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code: "UNSET" | "ERROR" };
}

export type OtelAttributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Epoch seconds of a document → nanoseconds. A double holds them to 256 ns, so the microsecond is exact. */
export function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e6) * 1e3;
}

/** `1-4efaaf4d-1e87…` → `4efaaf4d1e87…`. */
export function w3cIdOf(traceId: string): string {
  return traceId.slice(2).replace("-", "");
}
