import type { SpanTree } from "@/lib/traces/show/span-tree";

/** Spans whose name, service, kind, id, request id or HTTP status holds every word of `text`, in order of drawing. */
export function findSpans(tree: SpanTree, text: string): readonly number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: number[] = [];
  for (let span = 0; span < tree.count; span++) {
    const text = searchText(tree, span);
    if (words.every((word) => text.includes(word))) found.push(span);
  }
  return found;
}

function searchText(tree: SpanTree, span: number): string {
  const status = tree.status[span];
  const problem = tree.is(span, "fault")
    ? "fault"
    : tree.is(span, "throttle")
      ? "throttle"
      : tree.is(span, "error")
        ? "error"
        : "";
  const cold = tree.is(span, "coldStart") ? "cold start" : "";
  return [
    tree.name(span),
    tree.service(span),
    tree.kind(span),
    tree.id(span),
    tree.requestId(span) ?? "",
    status ? String(status) : "",
    problem,
    cold,
  ]
    .join("\n")
    .toLowerCase();
}

/** The find after (or before) a span, round the end; -1 when nothing was found. */
export function nextFind(found: readonly number[], span: number, step: 1 | -1): number {
  if (found.length === 0) return -1;
  if (step === 1) return found.find((one) => one > span) ?? found[0] ?? -1;
  return found.findLast((one) => one < span) ?? found.at(-1) ?? -1;
}
