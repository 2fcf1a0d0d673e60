import { formatDuration } from "@/lib/base/format-duration";
import { spanFlags } from "@/lib/model/views/spans";
import { exceptionTypeOf } from "@/lib/traces/exception-type";
import { milliseconds } from "@/lib/traces/microseconds";
import { has, type SpanNode } from "@/lib/traces/span-node";

interface Told {
  readonly root: SpanNode;
  readonly cause: SpanNode | null;
  readonly slowest: SpanNode | null;
  readonly criticalUs: ReadonlyMap<SpanNode, number>;
}

/**
 * The trace in one sentence: what it was, how long it took, how it ended, and where the time or the failure was.
 *
 *     POST /orders took 3.02 s and failed with 504; 2.98 s in shipping-quotes waiting for rates.example.net.
 */
export function answerOf({ root, cause, slowest, criticalUs }: Told): string {
  const head = `${root.name} ${tookOf(root)}${endOf(root)}`;
  const longest = isMostOf(root, cause, criticalUs) ? cause : slowest;
  const wait = longest === null ? null : waitOf(longest, criticalUs);
  if (cause !== null && wait !== null && longest === cause && failedPlainly(cause)) {
    return `${head}; ${wait}, which failed${withStatus(cause)}.`;
  }
  const parts = [cause === null ? null : causeOf(root, cause), wait].filter((part) => part !== null);
  return `${[head, ...parts].join("; ")}.`;
}

/** The failed call was most of the time: then it is what there is to tell, not where else the time went. */
function isMostOf(
  root: SpanNode,
  cause: SpanNode | null,
  criticalUs: ReadonlyMap<SpanNode, number>,
): boolean {
  return cause !== null && (criticalUs.get(cause) ?? 0) * 2 > root.endUs - root.startUs;
}

/** A call of which no more is known than that it failed. */
function failedPlainly(span: SpanNode): boolean {
  return (
    isCall(span) &&
    has(span, spanFlags.fault) &&
    !has(span, spanFlags.throttle) &&
    exceptionTypeOf(span) === null
  );
}

function withStatus({ status }: SpanNode): string {
  return status >= 400 ? ` with ${status}` : "";
}

function tookOf(root: SpanNode): string {
  const length = formatDuration(milliseconds(root.endUs - root.startUs));
  return has(root, spanFlags.inProgress) ? `is not finished after ${length}` : `took ${length}`;
}

function endOf(root: SpanNode): string {
  const status = withStatus(root);
  if (has(root, spanFlags.throttle)) return ` and was throttled${status}`;
  if (has(root, spanFlags.fault)) return ` and failed${status}`;
  if (has(root, spanFlags.error)) return ` and was refused${status}`;
  return "";
}

/** `TypeError in orders-api`, `throttled by DynamoDB PutItem orders in orders-api`. */
function causeOf(root: SpanNode, cause: SpanNode): string | null {
  const exception = exceptionTypeOf(cause);
  const place = cause === root ? null : placeOf(cause);
  if (has(cause, spanFlags.throttle)) {
    return place === null
      ? null
      : `${isCall(cause) ? `${cause.name} in ${cause.owner}` : place} was throttled`;
  }
  if (exception !== null) return place === null ? exception : `${exception} in ${place}`;
  if (
    place === null ||
    cause.kind === "gateway" ||
    cause.status === 504 ||
    !has(cause, spanFlags.fault | spanFlags.error)
  )
    return null;
  return `${place} failed${withStatus(cause)}`;
}

/** A call by itself and by whom it was made; other spans by their service. */
function placeOf(span: SpanNode): string {
  if (isCall(span)) return `${span.owner} calling ${span.name}`;
  return span.kind === "init" || span.kind === "restore" ? `the cold start of ${span.service}` : span.service;
}

function isCall({ kind }: SpanNode): boolean {
  return kind === "aws" || kind === "remote" || kind === "sql";
}

function waitOf(span: SpanNode, criticalUs: ReadonlyMap<SpanNode, number>): string {
  const length = formatDuration(milliseconds(criticalUs.get(span) ?? 0));
  if (isCall(span)) return `${length} in ${span.owner} waiting for ${span.name}`;
  switch (span.kind) {
    case "init":
      return `${length} in the cold start of ${span.service}`;
    case "restore":
      return `${length} restoring the snapshot of ${span.service}`;
    case "queue":
      return has(span, spanFlags.derived)
        ? `${length} waiting for the retry of ${span.service}`
        : `${length} waiting in the queue of ${span.service}`;
    case "gateway":
      return `${length} in API Gateway`;
    case "lambda-service":
      return `${length} in the Lambda service before ${span.service} ran`;
    case "overhead":
      return `${length} of Lambda's overhead in ${span.service}`;
    case "function":
    case "code":
      return `${length} in ${possessive(span.service)} own code`;
    default:
      return `${length} in ${span.service}`;
  }
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}
