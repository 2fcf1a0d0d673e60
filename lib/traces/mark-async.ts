import { spanFlags } from "@/lib/model/views/spans";
import { operationOf } from "@/lib/traces/span-facts";
import { has, preorder, type SpanNode } from "@/lib/traces/span-node";

/** Operations after which nobody waits for the work: the message is taken, and that is the answer. */
const HANDED_OVER: ReadonlySet<string> = new Set([
  "Publish",
  "PublishBatch",
  "SendMessage",
  "SendMessageBatch",
  "PutEvents",
  "PutRecord",
  "PutRecords",
  "PutObject",
  "InvokeAsync",
  "StartExecution",
]);

/**
 * Marks the spans that their parent does not wait for: Lambda's segment of an asynchronous event, whatever a queue, topic
 * or bus hands on, and what begins only after its parent has ended.
 */
export function markAsync(roots: readonly SpanNode[]): void {
  for (const span of preorder(roots)) {
    if (span.parent !== null && isAsync(span, span.parent)) span.isAsync = true;
  }
}

function isAsync(span: SpanNode, parent: SpanNode): boolean {
  if (isAsyncLambda(span) || span.role === "consumer" || parent.role === "producer") return true;
  if (span.isSegment && HANDED_OVER.has(operationOf(parent) ?? "")) return true;
  // The answer to a call that is waited for cannot begin after it: there it is the clocks that differ.
  const isAnswer = span.isSegment && parent.role === "client";
  const hasEnd = !has(parent, spanFlags.inProgress);
  return !isAnswer && hasEnd && span.startUs > parent.startUs && span.startUs >= parent.endUs;
}

/** 202 is Lambda's answer to an event: accepted. Only an event waits in Lambda's own queue. [D services-xray] */
export function isAsyncLambda(span: SpanNode): boolean {
  return (
    span.kind === "lambda-service" &&
    (span.status === 202 || span.children.some((child) => child.kind === "queue"))
  );
}
