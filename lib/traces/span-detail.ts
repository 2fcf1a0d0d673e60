import type { SpanDetail } from "@/lib/model/views/spans";
import { otelDetail } from "@/lib/traces/otel-detail";
import type { PartDetail } from "@/lib/traces/part-detail";
import type { SpanNode } from "@/lib/traces/span-node";
import { xrayDetail } from "@/lib/traces/xray-detail";

/** Everything that the documents of a span say, those merged into it included. A field said twice is shown once. */
export function spanDetail(
  span: SpanNode,
  exceptions: ReadonlyMap<string, SpanDetail["exceptions"][number]>,
): SpanDetail {
  const parts = span.sources.map(({ format, json }) =>
    format === "otel" ? otelDetail(json) : xrayDetail(json, exceptions),
  );
  const all = <T>(read: (part: PartDetail) => readonly T[]): T[] =>
    distinct(parts.flatMap((part) => [...read(part)]));
  return {
    id: span.id,
    http: mergedHttp(parts.flatMap(({ http }) => http ?? [])),
    aws: all((part) => part.aws),
    sql: all((part) => part.sql),
    annotations: all((part) => part.annotations),
    metadata: all((part) => part.metadata),
    exceptions: all((part) => part.exceptions),
    links: all((part) => part.links),
    other: all((part) => part.other),
    notes: [...span.notes],
  };
}

type Http = NonNullable<SpanDetail["http"]>;

/** The first part that says something wins, field by field. */
function mergedHttp(parts: readonly Http[]): Http | null {
  const [first, ...rest] = parts;
  if (!first) return null;
  return rest.reduce(
    (merged, next) => ({
      method: merged.method ?? next.method,
      url: merged.url ?? next.url,
      status: merged.status ?? next.status,
      userAgent: merged.userAgent ?? next.userAgent,
      clientIp: merged.clientIp ?? next.clientIp,
      contentLength: merged.contentLength ?? next.contentLength,
    }),
    first,
  );
}

function distinct<T>(values: readonly T[]): T[] {
  if (values.length < 2) return [...values];
  const seen = new Set<string>();
  return values.filter((value) => {
    const content = contentOf(value);
    if (content === null) return true;
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  });
}

/** null: nested deeper than JSON.stringify can go. */
function contentOf(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
