import { spanFlags } from "@/lib/model/views/spans";
import { addNote, has, preorder, type SpanNode } from "@/lib/traces/span-node";

/**
 * Gives every span a begin and an end: a missing begin is that of the parent, a span in progress lasts as long as what it
 * contains, and one that ends before it begins has no length.
 */
export function settleTimes(roots: readonly SpanNode[], tell: (problem: string) => void): void {
  const spans = preorder(roots);
  let earliest = Number.POSITIVE_INFINITY;
  for (const { startUs } of spans) if (startUs < earliest) earliest = startUs;
  if (earliest === Number.POSITIVE_INFINITY) earliest = 0;
  for (const span of spans) {
    if (Number.isNaN(span.startUs)) {
      span.startUs = span.parent?.startUs ?? earliest;
      addNote(span, "The document does not say when it began.");
      tell(`${span.name} has no begin; it is drawn from the begin of what contains it.`);
    }
    if (span.endUs < span.startUs) {
      span.flags |= spanFlags.endedBeforeBegin;
      addNote(span, `It ends ${(span.startUs - span.endUs) / 1000} ms before it begins.`);
      tell(`${span.name} ends before it begins; it is drawn without length.`);
      span.endUs = span.startUs;
    }
  }
  for (let i = spans.length - 1; i >= 0; i--) {
    const span = spans[i];
    if (span && has(span, spanFlags.inProgress)) {
      span.endUs = span.startUs;
      for (const child of span.children) span.endUs = Math.max(span.endUs, child.endUs);
    }
  }
}
