import type { TraceDocuments } from "@/lib/model/trace";
import { isJsonObject } from "@/lib/traces/json";
import { readOtelDocument } from "@/lib/traces/read-otel";
import { readXRayDocument } from "@/lib/traces/read-xray";
import type { SpanNode } from "@/lib/traces/span-node";

interface GatheredSpans {
  readonly byId: ReadonlyMap<string, SpanNode>;
  readonly problems: readonly string[];
}

/**
 * All spans of the documents, each id once: of two that share an id the complete one wins, then the later one. Which it
 * is does not depend on the order of the documents.
 */
export function gatherSpans(trace: Pick<TraceDocuments, "format" | "documents">): GatheredSpans {
  const byId = new Map<string, SpanNode>();
  const problems = new Set<string>();
  let malformed = 0;
  const add = (span: SpanNode) => {
    const known = byId.get(span.id);
    if (known === undefined) {
      byId.set(span.id, span);
      return;
    }
    byId.set(span.id, isBetter(span, known) ? span : known);
    if (known.name === span.name) return;
    const names = [known.name, span.name].sort().map((name) => `“${name}”`);
    problems.add(`The id ${span.id} stands for ${names.join(" and ")}; only one of them is shown.`);
  };
  const tell = (problem: string) => problems.add(problem);
  for (const document of trace.documents) {
    const json = parsed(document);
    if (!isJsonObject(json)) malformed++;
    else if (isOtelSpan(json)) readOtelDocument(json, add);
    else readXRayDocument(json, add, tell);
  }
  if (malformed > 0) {
    const what = malformed === 1 ? "1 document is" : `${malformed.toLocaleString("en")} documents are`;
    problems.add(`${what} malformed and left out.`);
  }
  return { byId, problems: [...problems].sort() };
}

/** Told by the document, not by the answer's format: ListRetrievedTraces may hold either. [M RetrievedTrace] */
function isOtelSpan(json: object): boolean {
  return "spanId" in json || "startTimeUnixNano" in json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A total order, so that the winner of many is the same in any order. */
function isBetter(a: SpanNode, b: SpanNode): boolean {
  const difference =
    known(a.endUs) - known(b.endUs) ||
    known(a.startUs) - known(b.startUs) ||
    Number(a.serviceType !== null) - Number(b.serviceType !== null) ||
    (Number.isNaN(a.endUs) ? 0 : a.endUs - b.endUs) ||
    fields(a) - fields(b);
  if (difference !== 0) return difference > 0;
  return contentOf(a) > contentOf(b);
}

function known(time: number): number {
  return Number.isNaN(time) ? 0 : 1;
}

function fields({ sources }: SpanNode): number {
  return Object.keys(sources[0]?.json ?? {}).length;
}

/** The own content, for two that are alike in all that matters. What they contain is compared by itself. */
function contentOf({ parentId, sources }: SpanNode): string {
  const { subsegments: _subsegments, ...own } = sources[0]?.json ?? {};
  try {
    return `${parentId} ${JSON.stringify(own)}`;
  } catch {
    // Nested deeper than JSON.stringify can go.
    return `${parentId}`;
  }
}
