import { z } from "zod";
import { spanKinds } from "@/lib/model/trace";
import { metaSchema } from "@/lib/model/views/common";

/**
 * A span tree as columns, one entry a span in the order of drawing (parents before children, children by begin), so that
 * 10,000 spans are a few hundred kilobytes. Strings stand once, in `strings`; −1 is "none".
 */
export const spanColumnsSchema = z.object({
  strings: z.array(z.string()).readonly(),
  /** Index of the parent, −1 for a root. Always smaller than the span's own index. */
  parent: z.array(z.number().int()).readonly(),
  /** Into `strings`. */
  id: z.array(z.number().int()).readonly(),
  name: z.array(z.number().int()).readonly(),
  /** Service (the segment's name) and its X-Ray type (origin), into `strings`. */
  service: z.array(z.number().int()).readonly(),
  serviceType: z.array(z.number().int()).readonly(),
  /** Index into `spanKinds`. */
  kind: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(spanKinds.length - 1),
    )
    .readonly(),
  /** Milliseconds after `startMs` of the trace; −1 for a length says "in progress". */
  offsetMs: z.array(z.number()).readonly(),
  lengthMs: z.array(z.number()).readonly(),
  /** Time of the span that none of its children covers. */
  selfMs: z.array(z.number()).readonly(),
  /** Bits: 1 fault, 2 error, 4 throttle, 8 inferred, 16 on the critical path, 32 in progress, 64 clock-skew corrected,
   *  128 made by us from annotations, 256 has details, 512 parent missing, 1024 cold-start part, 2048 ended before it began,
   *  4096 asynchronous: its parent did not wait for it. */
  flags: z.array(z.number().int()).readonly(),
  /** HTTP status, 0 where there is none. */
  status: z.array(z.number().int()).readonly(),
  /** Lambda request id, into `strings`: spans under which log lines belong. */
  requestId: z.array(z.number().int()).readonly(),
});
export type SpanColumns = z.infer<typeof spanColumnsSchema>;

export const spanFlags = {
  fault: 1,
  error: 2,
  throttle: 4,
  inferred: 8,
  critical: 16,
  inProgress: 32,
  skewCorrected: 64,
  derived: 128,
  hasDetails: 256,
  parentMissing: 512,
  coldStart: 1024,
  endedBeforeBegin: 2048,
  async: 4096,
} as const;

/** Everything a document says of one span, as text and JSON values: shown when the span is chosen. */
export const spanDetailSchema = z.object({
  id: z.string(),
  http: z
    .object({
      method: z.string().nullable(),
      url: z.string().nullable(),
      status: z.number().nullable(),
      userAgent: z.string().nullable(),
      clientIp: z.string().nullable(),
      contentLength: z.number().nullable(),
    })
    .nullable(),
  /** Operation, region, resource names, request id and whatever else stands in `aws`. */
  aws: z.array(z.tuple([z.string(), z.unknown()])),
  sql: z.array(z.tuple([z.string(), z.unknown()])),
  annotations: z.array(z.tuple([z.string(), z.unknown()])),
  metadata: z.array(z.tuple([z.string(), z.unknown()])),
  exceptions: z.array(
    z.object({
      type: z.string().nullable(),
      message: z.string().nullable(),
      remote: z.boolean(),
      stack: z.array(z.string()),
    }),
  ),
  /** Other traces that this span is linked with. */
  links: z.array(z.object({ traceId: z.string(), spanId: z.string().nullable() })),
  /** Fields that we do not know, kept as they are. */
  other: z.array(z.tuple([z.string(), z.unknown()])),
  /** What was wrong or missing in the document, in words. */
  notes: z.array(z.string()),
});
export type SpanDetail = z.infer<typeof spanDetailSchema>;

/** Where the time of a trace went. */
export const timeShareSchema = z.object({
  key: z.string(),
  label: z.string(),
  /** Self time summed; parallel work counts once per span. */
  selfMs: z.number(),
  /** The part of it on the critical path; these sum to the length of the root span. */
  criticalMs: z.number(),
  spans: z.number().int(),
});

export type TimeShare = z.infer<typeof timeShareSchema>;

/** `/api/traces/{id}`. Details come with `?span={id}` for one span, or all with `?details=on`. */
export const traceViewSchema = z.object({
  meta: metaSchema,
  traceId: z.string(),
  /** Begin of the first span. */
  startMs: z.number(),
  durationMs: z.number(),
  /** The root's answer to its caller. */
  responseTimeMs: z.number().nullable(),
  fault: z.boolean(),
  error: z.boolean(),
  throttle: z.boolean(),
  coldStarts: z.number().int(),
  inProgress: z.boolean(),
  limitExceeded: z.boolean(),
  /** One sentence: what it was, how long, and where the time or the failure was. */
  answer: z.string(),
  spans: spanColumnsSchema,
  byService: z.array(timeShareSchema),
  byKind: z.array(timeShareSchema),
  /** Span index of the cause of a failure, and of the longest part of the critical path; −1 where there is none. */
  faultCause: z.number().int(),
  slowest: z.number().int(),
  links: z.array(
    z.object({ traceId: z.string(), spanId: z.string().nullable(), fromSpan: z.number().int() }),
  ),
  /** Documents that were malformed, missing or contradictory, in words. */
  problems: z.array(z.string()),
  details: z.array(spanDetailSchema).nullable(),
});
export type TraceView = z.infer<typeof traceViewSchema>;

/** `/api/traces/{id}/spans/{span}`. */
export const spanViewSchema = z.object({ meta: metaSchema, traceId: z.string(), span: spanDetailSchema });
export type SpanView = z.infer<typeof spanViewSchema>;
