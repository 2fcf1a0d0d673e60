import { spanFlags } from "@/lib/model/views/spans";
import { divideInvocation } from "@/lib/traces/divide-invocation";
import { isAsyncLambda } from "@/lib/traces/mark-async";
import { addNote, adopt, createDerivedSpan, failed, preorder, type SpanNode } from "@/lib/traces/span-node";

const ATTEMPT = /^Attempt #(\d+)$/;

/**
 * X-Ray has two segments of one invocation: `AWS::Lambda`, what the service did, and `AWS::Lambda::Function`, what the
 * function's environment did. They become one span of kind `function`, from acceptance to answer, with its parts inside.
 * An asynchronous event keeps the service's span and has one such span for each attempt:
 *
 *     AWS::Lambda           |----------|   ┐       orders |=================|
 *       …::Function            |----|      ┘ →       Lambda |--|  Init |--| …
 *
 *     AWS::Lambda, 202      |---------------------------------------|
 *       Dwell Time          |---|                                        →  queue
 *       Attempt #1              |---|         ┐
 *         …::Function            |--|         ┘                          →  function
 *                                   :::::::::::::::                      →  queue, made here: the wait for the retry
 *       Attempt #2                                 |----| …
 */
export function mergeLambda(roots: readonly SpanNode[]): void {
  const spans = preorder(roots);
  const done = new Set<SpanNode>();
  for (const span of spans) {
    if (span.kind === "lambda-service" && span.isSegment) mergeService(span, done);
  }
  for (const span of spans) {
    // The service's segment of this one is missing.
    if (span.kind === "function" && span.isSegment && !done.has(span)) divideInvocation(span, span, null);
  }
}

function mergeService(service: SpanNode, done: Set<SpanNode>): void {
  const attempts = service.children.filter(
    ({ sources, isSegment }) => !isSegment && isAttempt(sources[0]?.json.name),
  );
  if (attempts.length > 0 || isAsyncLambda(service)) {
    mergeEvent(service, attempts, done);
    return;
  }
  const runs = functionsOf(service);
  const [run] = runs;
  if (run && runs.length === 1) mergeRun(service, run, null, done);
  else divideApart(service, runs, done);
}

/** Several runs under one parent: each stays a span of its own. */
function divideApart(parent: SpanNode, runs: readonly SpanNode[], done: Set<SpanNode>): void {
  for (const run of runs) {
    run.requestId = parent.requestId;
    divideInvocation(run, run, null);
    done.add(run);
  }
  if (runs.length > 0) parent.requestId = null;
}

function isAttempt(name: unknown): boolean {
  return typeof name === "string" && ATTEMPT.test(name);
}

function functionsOf(span: SpanNode): readonly SpanNode[] {
  return span.children.filter(({ kind, isSegment }) => kind === "function" && isSegment);
}

/** `outer` becomes the invocation: it takes the function's id, contents, failure and details. */
function mergeRun(outer: SpanNode, run: SpanNode, queue: SpanNode | null, done: Set<SpanNode>): void {
  done.add(outer);
  done.add(run);
  outer.aliases = [...outer.aliases, outer.id, ...run.aliases];
  outer.id = run.id;
  outer.kind = "function";
  outer.requestId ??= run.requestId;
  outer.serviceType = run.serviceType;
  outer.flags |= run.flags & (failed | spanFlags.inProgress | spanFlags.endedBeforeBegin);
  outer.sources = [...run.sources, ...outer.sources];
  addNote(outer, ...run.notes);
  outer.children = outer.children.filter((child) => child !== run);
  adopt(outer, run.children);
  divideInvocation(outer, run, queue);
}

function mergeEvent(service: SpanNode, attempts: readonly SpanNode[], done: Set<SpanNode>): void {
  const { requestId } = service;
  divideApart(service, functionsOf(service), done);
  const inOrder = [...attempts].sort((a, b) => a.startUs - b.startUs || numberOf(a) - numberOf(b));
  let previous: SpanNode | null = null;
  for (const attempt of inOrder) {
    const queue = previous === null ? dwellOf(service) : retryWait(service, previous, attempt);
    previous = attempt;
    const number = numberOf(attempt);
    const runs = functionsOf(attempt);
    attempt.kind = "lambda-service";
    attempt.service = service.service;
    attempt.requestId = requestId;
    if (runs.length > 0) service.requestId = null;
    const [run] = runs;
    if (!run || runs.length > 1) {
      divideApart(attempt, runs, done);
      if (runs.length === 0) attempt.requestId = null;
      continue;
    }
    attempt.name = attempts.length === 1 ? service.name : `${service.name}, attempt ${number}`;
    mergeRun(attempt, run, queue, done);
  }
}

function numberOf(attempt: SpanNode): number {
  return Number(ATTEMPT.exec(attempt.name)?.[1] ?? 0);
}

function dwellOf(service: SpanNode): SpanNode | null {
  return service.children.find(({ kind }) => kind === "queue") ?? null;
}

function retryWait(service: SpanNode, before: SpanNode, after: SpanNode): SpanNode | null {
  if (after.startUs <= before.endUs) return null;
  const wait = createDerivedSpan(service, `retry-${numberOf(after)}`, {
    name: "Waiting for the retry",
    kind: "queue",
    startUs: before.endUs,
    endUs: after.startUs,
  });
  service.children.push(wait);
  return wait;
}
