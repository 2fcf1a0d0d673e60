import { spanFlags } from "@/lib/model/views/spans";
import { annotationsOf } from "@/lib/traces/span-facts";
import { addNote, adopt, createDerivedSpan, failed, type SpanNode } from "@/lib/traces/span-node";

/** An init that ended at most this long before the handler ran was made for this invocation. */
const COLD_START_GAP_US = 1_000_000;
/** The service's clock and the environment's agree to about this. */
const LEEWAY_US = 1_000;

/**
 * Gives an invocation its parts. `outer` runs from acceptance to answer, `run` is the function's own segment (the same
 * span where there is no other). `queue` is the wait before, which ends where the cold start begins.
 *
 * The init lies before the segment that reports it: by a moment for a cold start, by minutes for an environment that was
 * provisioned or prepared ahead. It is drawn as far as it lies inside the invocation, so that it never stretches it.
 */
export function divideInvocation(outer: SpanNode, run: SpanNode, queue: SpanNode | null): void {
  spliceInvocation(outer);
  // Where the two are one span, its begin is about to move.
  const handlerUs = run.startUs;
  const starts = outer.children.filter(isStart);
  const acceptedUs = queue?.startUs ?? (run === outer ? Number.NEGATIVE_INFINITY : outer.startUs);
  for (const start of starts) {
    if (!isColdStart(start, handlerUs, acceptedUs)) continue;
    start.flags |= spanFlags.coldStart;
    beginWithColdStart(outer, start, queue);
  }
  if (run.endUs > outer.endUs) outer.endUs = run.endUs;
  for (const start of starts) clipStart(outer, start, handlerUs);
  const before = gaps(outer.startUs, Math.min(handlerUs, outer.endUs), starts);
  const after =
    run !== outer && run.endUs > run.startUs
      ? gaps(Math.max(run.endUs, outer.startUs), outer.endUs, starts)
      : [];
  for (const [index, [startUs, endUs]] of [...before, ...after].entries()) {
    outer.children.push(
      createDerivedSpan(outer, `lambda-${index}`, {
        name: "Lambda service",
        kind: "lambda-service",
        startUs,
        endUs,
      }),
    );
  }
  addAnnotatedParts(outer, run, handlerUs);
}

function isStart({ kind, isSegment }: SpanNode): boolean {
  return !isSegment && (kind === "init" || kind === "restore");
}

/** The old style wraps the handler's subsegments in `Invocation`; the new style does not. [D services-xray] */
function spliceInvocation(outer: SpanNode): void {
  const isWrapper = ({ sources, isSegment, kind }: SpanNode) =>
    !isSegment && kind === "code" && sources[0]?.json.name === "Invocation";
  for (const wrapper of outer.children.filter(isWrapper)) {
    outer.flags |= wrapper.flags & failed;
    outer.aliases = [...outer.aliases, wrapper.id];
    outer.sources = [...outer.sources, ...wrapper.sources];
    addNote(outer, ...wrapper.notes);
    adopt(outer, wrapper.children);
  }
  outer.children = outer.children.filter((child) => !isWrapper(child));
}

/**
 * An environment made for this invocation: its init ended right before the handler began and did not begin before the
 * invocation was accepted, where that is known.
 */
function isColdStart(start: SpanNode, handlerUs: number, acceptedUs: number): boolean {
  const aheadUs = handlerUs - start.endUs;
  return aheadUs >= 0 && aheadUs <= COLD_START_GAP_US && start.startUs >= acceptedUs - LEEWAY_US;
}

/** An attempt of an event begins with its cold start, which its queue's wait covered. */
function beginWithColdStart(outer: SpanNode, start: SpanNode, queue: SpanNode | null): void {
  if (start.startUs >= outer.startUs) return;
  outer.startUs = queue === null ? start.startUs : Math.max(start.startUs, queue.startUs);
  if (queue !== null && queue.endUs > outer.startUs) queue.endUs = outer.startUs;
}

function clipStart(outer: SpanNode, start: SpanNode, handlerUs: number): void {
  const { startUs, endUs } = start;
  start.startUs = Math.min(Math.max(startUs, outer.startUs), outer.endUs);
  start.endUs = Math.min(Math.max(endUs, start.startUs), outer.endUs);
  if (start.startUs === startUs && start.endUs === endUs) return;
  const length = (endUs - startUs) / 1000;
  const ahead = (handlerUs - endUs) / 1000;
  addNote(
    start,
    `It took ${length} ms and ended ${ahead} ms before the handler began; only what lies inside the invocation is drawn.`,
  );
}

/** The parts of [from, to) that none of the spans covers. */
function gaps(from: number, to: number, spans: readonly SpanNode[]): (readonly [number, number])[] {
  const free: (readonly [number, number])[] = [];
  let at = from;
  for (const { startUs, endUs } of [...spans].sort((a, b) => a.startUs - b.startUs)) {
    if (startUs > at && startUs <= to) free.push([at, startUs]);
    at = Math.max(at, endUs);
  }
  if (at < to) free.push([at, to]);
  return free;
}

/** What new-style segments say in annotations, in milliseconds, in the order in which it happens. */
const ANNOTATED = [
  ["responseDuration", "Sending the response"],
  ["runtimeOverhead", "Runtime overhead"],
  ["extensionOverhead", "Extension overhead"],
] as const;

/**
 * Spans for the annotations `aws.responseLatency` … `aws.extensionOverhead` (also spelt `aws:…`): the handler answers
 * after the latency, then the response is sent, then the runtime and the extensions finish. [D services-xray]
 */
function addAnnotatedParts(outer: SpanNode, run: SpanNode, handlerUs: number): void {
  const [source] = run.sources;
  const annotations = source ? annotationsOf(source) : null;
  if (annotations === null) return;
  const value = (name: string): number => {
    const found = annotations[`aws.${name}`] ?? annotations[`aws:${name}`];
    return typeof found === "number" && found >= 0 && found < 1e9 ? Math.round(found * 1000) : -1;
  };
  const latencyUs = value("responseLatency");
  if (latencyUs < 0) return;
  let at = handlerUs + latencyUs;
  for (const [key, name] of ANNOTATED) {
    const lengthUs = value(key);
    const endUs = Math.min(at + lengthUs, outer.endUs);
    if (lengthUs <= 0 || endUs <= at) continue;
    outer.children.push(createDerivedSpan(outer, key, { name, kind: "overhead", startUs: at, endUs }));
    at = endUs;
  }
}
