import { type SpanKind, spanKinds } from "@/lib/model/trace";
import { type SpanColumns, spanFlags } from "@/lib/model/views/spans";

/** Columns of spans as the screen reads them: typed arrays, one entry a span, in the order of drawing. */
export interface SpanTree {
  readonly count: number;
  /** Length of the time axis, milliseconds. */
  readonly durationMs: number;
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  /** Index after the last span below this one. */
  readonly subtreeEnd: Int32Array;
  readonly offsetMs: Float64Array;
  /** A span in progress ends with the axis. */
  readonly endMs: Float64Array;
  readonly selfMs: Float64Array;
  readonly flags: Uint16Array;
  readonly status: Uint16Array;
  readonly maxDepth: number;
  readonly name: (span: number) => string;
  readonly service: (span: number) => string;
  readonly serviceType: (span: number) => string | null;
  readonly id: (span: number) => string;
  readonly kind: (span: number) => SpanKind;
  readonly requestId: (span: number) => string | null;
  readonly is: (span: number, flag: keyof typeof spanFlags) => boolean;
}

/** Linear in the number of spans. `durationMs` is stretched where a span ends after it. */
export function spanTreeOf(columns: SpanColumns, durationMs: number): SpanTree {
  const count = columns.parent.length;
  const parent = Int32Array.from(columns.parent);
  const depth = new Uint16Array(count);
  const subtreeEnd = new Int32Array(count);
  const offsetMs = Float64Array.from(columns.offsetMs);
  const endMs = new Float64Array(count);
  const flags = Uint16Array.from(columns.flags);
  let maxDepth = 0;
  let axisMs = durationMs;
  for (let span = 0; span < count; span++) {
    const above = parent[span] ?? -1;
    depth[span] = above < 0 ? 0 : (depth[above] ?? 0) + 1;
    maxDepth = Math.max(maxDepth, depth[span] ?? 0);
    endMs[span] = (offsetMs[span] ?? 0) + Math.max(0, columns.lengthMs[span] ?? 0);
    axisMs = Math.max(axisMs, endMs[span] ?? 0);
  }
  for (let span = count - 1; span >= 0; span--) {
    subtreeEnd[span] = Math.max(subtreeEnd[span] ?? 0, span + 1);
    const above = parent[span] ?? -1;
    if (above >= 0) subtreeEnd[above] = Math.max(subtreeEnd[above] ?? 0, subtreeEnd[span] ?? 0);
    if ((columns.lengthMs[span] ?? 0) < 0) endMs[span] = axisMs;
  }
  const text = (index: number | undefined) => (index === undefined ? undefined : columns.strings[index]);
  return {
    count,
    durationMs: axisMs,
    parent,
    depth,
    subtreeEnd,
    offsetMs,
    endMs,
    selfMs: Float64Array.from(columns.selfMs),
    flags,
    status: Uint16Array.from(columns.status),
    maxDepth,
    name: (span) => text(columns.name[span]) ?? "",
    service: (span) => text(columns.service[span]) ?? "",
    serviceType: (span) => text(columns.serviceType[span]) ?? null,
    id: (span) => text(columns.id[span]) ?? "",
    kind: (span) => spanKinds[columns.kind[span] ?? -1] ?? "service",
    requestId: (span) => text(columns.requestId[span]) ?? null,
    is: (span, flag) => ((flags[span] ?? 0) & spanFlags[flag]) !== 0,
  };
}
