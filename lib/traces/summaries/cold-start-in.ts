/** Names of a function's subsegments that only a cold start has, in the old and the new style. [D services-xray] */
const STARTS: ReadonlySet<string> = new Set(["Initialization", "Init", "Restore", "SnapStart Restore"]);
const LAMBDA_FUNCTION = "AWS::Lambda::Function";
/** Subsegments nest a few levels deep; a cycle is impossible in JSON. */
const DEEPEST = 4;

/**
 * Whether a function had to start in this trace; null when no function's segment is among the documents, or one is still
 * in progress. Malformed documents say nothing.
 */
export function coldStartIn(documents: readonly string[]): boolean | null {
  let functions = 0;
  let open = false;
  for (const text of documents) {
    const segment = parsed(text);
    if (segment === null) continue;
    // A part that was sent alone does not say whose it is; a phase of Lambda's by name is still one.
    if (segment.type === "subsegment" && isStart(segment)) return true;
    if (segment.origin !== LAMBDA_FUNCTION) continue;
    functions += 1;
    open ||= segment.in_progress === true;
    if (startsWithin(segment, 0)) return true;
  }
  return functions === 0 || open ? null : false;
}

function startsWithin(segment: Readonly<Record<string, unknown>>, depth: number): boolean {
  const { subsegments } = segment;
  if (!Array.isArray(subsegments) || depth > DEEPEST) return false;
  return subsegments.some(
    (each: unknown) => isRecord(each) && (isStart(each) || startsWithin(each, depth + 1)),
  );
}

/** The code's own calls carry a namespace; Lambda's phases do not. */
function isStart({ name, namespace }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === "string" && STARTS.has(name) && namespace === undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
