import type { TraceDocuments } from "@/lib/model/trace";
import { isJsonObject } from "@/lib/traces/json";
import { readTrace } from "@/lib/traces/read-trace";

/** Names of a function's subsegments that only a new environment has, in the old and the new style. [D services-xray] */
const STARTS: ReadonlySet<string> = new Set(["Initialization", "Init", "Restore", "SnapStart Restore"]);
const LAMBDA_FUNCTION = "AWS::Lambda::Function";
/** Subsegments nest a few levels deep; a cycle is impossible in JSON. */
const DEEPEST = 4;

/**
 * Whether a request of this trace waited for a function to start; null when no function's segment is among the
 * documents, or one is still in progress. Malformed documents say nothing. An init that was made long before, by
 * provisioned concurrency or by Lambda itself, stands in the first trace of its environment too: only the times tell
 * that nobody waited, and those are read as for the trace's own page.
 */
export function coldStartIn(trace: TraceDocuments): boolean | null {
  let functions = 0;
  let open = false;
  let started = false;
  for (const text of trace.documents) {
    const segment = parsed(text);
    if (segment === null) continue;
    // A part that was sent alone does not say whose it is; a phase of Lambda's by name is still one.
    started ||= segment.type === "subsegment" && isStart(segment);
    if (segment.origin !== LAMBDA_FUNCTION) continue;
    functions += 1;
    open ||= segment.in_progress === true;
    started ||= startsWithin(segment, 0);
  }
  if (started && readTrace(trace).coldStarts > 0) return true;
  return functions === 0 || open ? null : false;
}

function startsWithin(segment: Readonly<Record<string, unknown>>, depth: number): boolean {
  const { subsegments } = segment;
  if (!Array.isArray(subsegments) || depth > DEEPEST) return false;
  return subsegments.some(
    (each: unknown) => isJsonObject(each) && (isStart(each) || startsWithin(each, depth + 1)),
  );
}

/** The code's own calls carry a namespace; Lambda's phases do not. */
function isStart({ name, namespace }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === "string" && STARTS.has(name) && namespace === undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
