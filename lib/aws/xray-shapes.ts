import "server-only";
import type {
  AnnotationValue,
  Edge,
  EdgeStatistics,
  ErrorRootCause,
  HistogramEntry,
  RetrievedTrace,
  Service,
  ServiceId,
  Trace,
  TraceSummary as WireSummary,
} from "@aws-sdk/client-xray";
import { durationOfSeconds, instantOf, numberOf, textOf } from "@/lib/aws/wire";
import type {
  GraphEdge,
  GraphHistogram,
  GraphService,
  GraphStatistics,
  TraceDocuments,
  TraceRootCause,
  TraceSummary,
} from "@/lib/model/trace";

/** null for a summary without an id or a begin, which nothing can be said about. */
export function summaryOf(wire: WireSummary): TraceSummary | null {
  const startMs = instantOf(wire.StartTime);
  if (wire.Id === undefined || startMs === null) return null;
  const http = wire.Http;
  return {
    traceId: wire.Id,
    startMs,
    durationMs: millisecondsOf(wire.Duration),
    responseTimeMs: millisecondsOf(wire.ResponseTime),
    fault: wire.HasFault ?? false,
    error: wire.HasError ?? false,
    throttle: wire.HasThrottle ?? false,
    partial: wire.IsPartial ?? false,
    http: {
      url: textOf(http?.HttpURL),
      method: textOf(http?.HttpMethod),
      // 0 is how some tracers write "none".
      status: numberOf(http?.HttpStatus) || null,
      clientIp: textOf(http?.ClientIp),
      userAgent: textOf(http?.UserAgent),
    },
    services: (wire.ServiceIds ?? []).map(serviceOf),
    entry: wire.EntryPoint === undefined ? null : serviceOf(wire.EntryPoint),
    annotations: annotationsOf(wire.Annotations ?? {}),
    users: (wire.Users ?? []).flatMap(({ UserName }) => textOf(UserName) ?? []),
    rootCauses: [
      ...(wire.FaultRootCauses ?? []).map((cause) => causeOf("fault", cause)),
      ...(wire.ErrorRootCauses ?? []).map((cause) => causeOf("error", cause)),
      ...(wire.ResponseTimeRootCauses ?? []).map((cause) => causeOf("response-time", cause)),
    ],
  };
}

function serviceOf({ Name, Type }: ServiceId) {
  return { name: Name ?? "", type: textOf(Type) };
}

function annotationsOf(wire: NonNullable<WireSummary["Annotations"]>): TraceSummary["annotations"] {
  return Object.entries(wire).flatMap(([key, values]) =>
    values.flatMap(({ AnnotationValue: wireValue }) => {
      const value = annotationValueOf(wireValue);
      return value === null ? [] : [{ key, value }];
    }),
  );
}

function annotationValueOf(wire: AnnotationValue | undefined): string | number | boolean | null {
  return wire?.StringValue ?? wire?.NumberValue ?? wire?.BooleanValue ?? null;
}

/** The three kinds of cause have the same shape; only faults and errors carry exceptions. */
function causeOf(
  kind: TraceRootCause["kind"],
  { Services }: Pick<ErrorRootCause, "Services">,
): TraceRootCause {
  const services = Services ?? [];
  return {
    kind,
    path: services.map(({ Name }) => Name ?? ""),
    exceptions: services.flatMap(({ EntityPath }) =>
      (EntityPath ?? []).flatMap(({ Exceptions }) =>
        (Exceptions ?? []).map(({ Name, Message }) => ({ name: textOf(Name), message: textOf(Message) })),
      ),
    ),
  };
}

export function documentsOf(wire: Trace): TraceDocuments | null {
  if (wire.Id === undefined) return null;
  return {
    traceId: wire.Id,
    format: "xray",
    documents: (wire.Segments ?? []).flatMap(({ Document }) => textOf(Document) ?? []),
    durationMs: millisecondsOf(wire.Duration),
    limitExceeded: wire.LimitExceeded ?? false,
  };
}

/** A trace's spans may be spread over several pages. */
export function retrievedOf(
  wires: readonly RetrievedTrace[],
  format: TraceDocuments["format"],
): readonly TraceDocuments[] {
  const byId = new Map<string, TraceDocuments>();
  for (const { Id, Duration, Spans } of wires) {
    if (Id === undefined) continue;
    const known = byId.get(Id);
    const documents = (Spans ?? []).flatMap(({ Document }) => textOf(Document) ?? []);
    byId.set(Id, {
      traceId: Id,
      format,
      documents: [...(known?.documents ?? []), ...documents],
      durationMs: millisecondsOf(Duration) ?? known?.durationMs ?? null,
      limitExceeded: false,
    });
  }
  return [...byId.values()];
}

export function graphServiceOf(wire: Service): GraphService | null {
  if (wire.ReferenceId === undefined) return null;
  return {
    referenceId: wire.ReferenceId,
    name: wire.Name ?? "",
    names: wire.Names ?? [],
    type: textOf(wire.Type),
    accountId: textOf(wire.AccountId),
    state: textOf(wire.State),
    root: wire.Root ?? false,
    statistics: statisticsOf(wire.SummaryStatistics),
    responseTimes: histogramOf(wire.ResponseTimeHistogram),
    durations: histogramOf(wire.DurationHistogram),
    edges: (wire.Edges ?? []).flatMap((edge) => edgeOf(edge) ?? []),
  };
}

function edgeOf(wire: Edge): GraphEdge | null {
  if (wire.ReferenceId === undefined) return null;
  return {
    to: wire.ReferenceId,
    type: textOf(wire.EdgeType),
    statistics: statisticsOf(wire.SummaryStatistics),
    responseTimes: histogramOf(wire.ResponseTimeHistogram),
  };
}

/** X-Ray counts throttles within the errors and apart. */
function statisticsOf(wire: EdgeStatistics | undefined): GraphStatistics | null {
  if (wire === undefined) return null;
  const throttle = numberOf(wire.ErrorStatistics?.ThrottleCount) ?? 0;
  const errors = numberOf(wire.ErrorStatistics?.TotalCount) ?? 0;
  return {
    ok: numberOf(wire.OkCount) ?? 0,
    error: numberOf(wire.ErrorStatistics?.OtherCount) ?? Math.max(0, errors - throttle),
    throttle,
    fault: numberOf(wire.FaultStatistics?.TotalCount) ?? 0,
    total: numberOf(wire.TotalCount) ?? 0,
    totalResponseMs: durationOfSeconds(numberOf(wire.TotalResponseTime) ?? 0),
  };
}

function histogramOf(wire: readonly HistogramEntry[] | undefined): GraphHistogram {
  return (wire ?? []).map(({ Value, Count }) => ({
    valueMs: durationOfSeconds(numberOf(Value) ?? 0),
    count: numberOf(Count) ?? 0,
  }));
}

/** null for an absent or senseless number of seconds. */
function millisecondsOf(seconds: number | undefined): number | null {
  const known = numberOf(seconds);
  return known === null ? null : durationOfSeconds(known);
}
