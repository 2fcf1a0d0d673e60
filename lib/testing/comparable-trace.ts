import { spanKinds } from "@/lib/model/trace";
import { type SpanDetail, spanFlags, type TraceView } from "@/lib/model/views/spans";

type Told = Omit<TraceView, "meta" | "details">;

/**
 * What the two formats of one trace must agree on: everything that the engine says of it, but for what OpenTelemetry has
 * no words for:
 *
 * - *inferred*: there are no inferred segments; what they say stands on the call
 * - *error beside fault*: a span has one bad status, so a failed attempt is a fault and not also an error
 * - *has details*: every span of OpenTelemetry has attributes
 */
export function comparableTrace(told: Told, detailOf: (index: number) => SpanDetail | null) {
  const { spans } = told;
  const text = (place: number | undefined) => spans.strings[place ?? -1] ?? null;
  return {
    traceId: told.traceId,
    startMs: told.startMs,
    durationMs: told.durationMs,
    responseTimeMs: told.responseTimeMs,
    fault: told.fault,
    error: told.error && !told.fault,
    throttle: told.throttle,
    coldStarts: told.coldStarts,
    inProgress: told.inProgress,
    answer: told.answer,
    byService: told.byService,
    byKind: told.byKind,
    faultCause: told.faultCause,
    slowest: told.slowest,
    links: told.links,
    problems: told.problems,
    spans: spans.id.map((id, index) => ({
      parent: text(spans.id[spans.parent[index] ?? -1]),
      id: text(id),
      name: text(spans.name[index]),
      service: text(spans.service[index]),
      type: text(spans.serviceType[index]),
      kind: spanKinds[spans.kind[index] ?? 0],
      offsetMs: spans.offsetMs[index],
      lengthMs: spans.lengthMs[index],
      selfMs: spans.selfMs[index],
      flags: comparableFlags(spans.flags[index] ?? 0),
      status: spans.status[index],
      requestId: text(spans.requestId[index]),
      // The *remote* mark and the form of the stack's lines are X-Ray's own.
      exceptions: detailOf(index)?.exceptions.map(({ type, message }) => `${type}: ${message}`),
    })),
  };
}

function comparableFlags(flags: number): number {
  const besideFault = flags & spanFlags.fault ? spanFlags.error : 0;
  return flags & ~(spanFlags.inferred | spanFlags.hasDetails | besideFault);
}
