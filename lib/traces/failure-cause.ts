import { spanFlags } from "@/lib/model/views/spans";
import { exceptionTypeOf } from "@/lib/traces/exception-type";
import { has, type SpanNode } from "@/lib/traces/span-node";

/** What is worth following down: worst first. */
function severityOf(span: SpanNode): number {
  if (has(span, spanFlags.fault)) return 3;
  if (has(span, spanFlags.throttle)) return 2;
  return has(span, spanFlags.error) ? 1 : 0;
}

/**
 * The span that a failure comes from: from the top of what failed, down through the children that failed, as deep as it
 * goes. Of several the worst is followed, then the one that ended last, since what failed before it was survived. Where
 * the gateway gave up (504) while nothing below it failed, the longest wait on the critical path is the cause. null:
 * nothing failed, or only a call with a 4xx that its caller took for an answer.
 */
export function failureCause(
  spans: readonly SpanNode[],
  criticalUs: ReadonlyMap<SpanNode, number>,
): SpanNode | null {
  const top = topFailure(spans);
  if (top === null) return null;
  let cause = top;
  for (let next = worstChild(cause); next !== null; next = worstChild(cause)) cause = next;
  return cause.status === 504 ? (longestWaitBelow(cause, criticalUs) ?? cause) : cause;
}

/** The root if it failed, else the worst of those whose parents did not. */
function topFailure(spans: readonly SpanNode[]): SpanNode | null {
  const [root] = spans;
  if (root && severityOf(root) > 0) return root;
  let worst: SpanNode | null = null;
  for (const span of spans) {
    const severity = severityOf(span);
    if (severity < 2 || (span.parent !== null && severityOf(span.parent) > 0)) continue;
    if (
      worst === null ||
      severity > severityOf(worst) ||
      (severity === severityOf(worst) && isLater(span, worst))
    ) {
      worst = span;
    }
  }
  return worst;
}

function worstChild(span: SpanNode): SpanNode | null {
  if (isKilled(span)) return null;
  let worst: SpanNode | null = null;
  for (const child of span.children) {
    const severity = severityOf(child);
    if (severity === 0 || child.isAsync) continue;
    if (
      worst === null ||
      severity > severityOf(worst) ||
      (severity === severityOf(worst) && isLater(child, worst))
    ) {
      worst = child;
    }
  }
  return worst;
}

/** Out of memory or gone by itself: the calls that were open then failed for it, not it for them. [R RIE] */
function isKilled(span: SpanNode): boolean {
  return span.kind === "function" && (exceptionTypeOf(span)?.startsWith("Runtime.") ?? false);
}

function isLater(a: SpanNode, b: SpanNode): boolean {
  return a.endUs > b.endUs || (a.endUs === b.endUs && a.id < b.id);
}

function longestWaitBelow(top: SpanNode, criticalUs: ReadonlyMap<SpanNode, number>): SpanNode | null {
  let longest: SpanNode | null = null;
  let most = criticalUs.get(top) ?? 0;
  const stack = top.children.slice();
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const critical = criticalUs.get(span);
    if (critical === undefined) continue;
    if (critical > most) {
      most = critical;
      longest = span;
    }
    for (const child of span.children) stack.push(child);
  }
  return longest;
}
