import { spanFlags } from "@/lib/model/views/spans";
import { addNote, failed, type SpanNode } from "@/lib/traces/span-node";

/** Clocks of AWS's hosts agree to about this; a child that far outside is left where it is. */
const TOLERANCE_US = 1_000;

/**
 * A segment that answers a call lies inside the call; where it does not, the two clocks differ, and the segment is moved
 * with everything in it: into the middle of the call, or to its begin if it is longer (the caller gave up before the
 * answer). A segment that overruns a call which failed is no skew: the caller gave up. Asynchronous work is never moved.
 */
export function correctSkew(roots: readonly SpanNode[], tell: (problem: string) => void): void {
  const stack = roots.map((span) => ({ span, shiftUs: 0 })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { span } = next;
    let { shiftUs } = next;
    span.startUs += shiftUs;
    span.endUs += shiftUs;
    const own = span.parent === null ? 0 : skewOf(span, span.parent);
    if (own !== 0) {
      shiftUs += own;
      span.startUs += own;
      span.endUs += own;
      addNote(span, `Its clock differs from its caller's: moved by ${own / 1000} ms.`);
      tell(
        `The clock of ${span.service} differs from its caller's; its spans are moved by ${own / 1000} ms.`,
      );
    }
    if (shiftUs !== 0) span.flags |= spanFlags.skewCorrected;
    for (let i = span.children.length - 1; i >= 0; i--) {
      const child = span.children[i];
      if (child) stack.push({ span: child, shiftUs });
    }
  }
}

function skewOf(span: SpanNode, parent: SpanNode): number {
  if (!span.isSegment || span.isAsync) return 0;
  const isRun = span.kind === "function" && parent.kind === "lambda-service";
  if (parent.role !== "client" && !isRun) return 0;
  if ((parent.flags & spanFlags.inProgress) !== 0) return 0;
  const length = span.endUs - span.startUs;
  const room = parent.endUs - parent.startUs;
  const isEarly = span.startUs < parent.startUs - TOLERANCE_US;
  const isLate = !isRun && span.endUs > parent.endUs + TOLERANCE_US;
  if (length > room) return isEarly ? parent.startUs - span.startUs : 0;
  if (!isEarly && (!isLate || (parent.flags & failed) !== 0)) return 0;
  return parent.startUs + Math.floor((room - length) / 2) - span.startUs;
}
