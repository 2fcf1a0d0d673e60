/** The parts of one cold start that a request waited for. */
export interface InitParts {
  /** From when Lambda accepted the request until the init began: an environment was found, the code brought there. */
  readonly placementMs: number;
  /** The init itself: runtime, extensions and the code outside of the handler. Or the restore of a snapshot. */
  readonly ownMs: number;
  readonly restored: boolean;
}

/** In the old and the new style. [D services-xray] */
const RESTORES: ReadonlySet<string> = new Set(["Restore", "SnapStart Restore"]);
const STARTS: ReadonlySet<string> = new Set(["Initialization", "Init", ...RESTORES]);
/** An init that ended earlier was made ahead, by provisioned concurrency or by the service itself. */
const MOST_GAP_S = 1;
/** The service's clock and the environment's agree to about this. */
const LEEWAY_S = 0.001;

/**
 * The cold starts of a function in the segment documents of one trace: the service's segment says when the request was
 * accepted, the function's segment when the init was. Events wait in a queue before, so that only synchronous calls tell.
 * Malformed documents and inits that nobody waited for say nothing.
 *
 *     AWS::Lambda            |------------------------------------|
 *     AWS::Lambda::Function              |-Init-||----------------|
 *                            placement    own
 */
export function initPartsIn(documents: readonly string[], functionName: string): readonly InitParts[] {
  const segments = documents.flatMap((text) => segmentOf(text) ?? []);
  const own = segments.filter(({ name }) => name === functionName);
  const accepted = new Map(
    own.flatMap(({ origin, id, start, hasQueue }) =>
      origin === "AWS::Lambda" && !hasQueue ? [[id, start] as const] : [],
    ),
  );
  return own.flatMap(({ origin, parentId, start, parts }): InitParts[] => {
    const acceptedAt = accepted.get(parentId);
    const init = parts.find(({ name }) => STARTS.has(name));
    if (origin !== "AWS::Lambda::Function" || acceptedAt === undefined || init === undefined) return [];
    const waited = init.start >= acceptedAt - LEEWAY_S && Math.abs(start - init.end) <= MOST_GAP_S;
    if (!waited || init.end < init.start) return [];
    return [
      {
        placementMs: Math.max(0, init.start - acceptedAt) * 1000,
        ownMs: (init.end - init.start) * 1000,
        restored: RESTORES.has(init.name),
      },
    ];
  });
}

interface Part {
  readonly name: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

interface Segment extends Part {
  readonly id: string;
  readonly parentId: string;
  readonly origin: string;
  readonly parts: readonly Part[];
  /** It was an event: accepted long before it ran. */
  readonly hasQueue: boolean;
}

function segmentOf(text: string): Segment | null {
  const json = parsed(text);
  const part = json === null ? null : partOf(json);
  if (json === null || part === null) return null;
  const below: readonly unknown[] = Array.isArray(json.subsegments) ? json.subsegments : [];
  const parts = below.flatMap((each) => (isRecord(each) ? (partOf(each) ?? []) : []));
  const textOf = (name: string) => (typeof json[name] === "string" ? json[name] : "");
  return {
    ...part,
    id: textOf("id"),
    parentId: textOf("parent_id"),
    origin: textOf("origin"),
    parts,
    hasQueue: parts.some(({ name }) => name === "Dwell Time"),
  };
}

function partOf({ name, start_time: start, end_time: end }: Readonly<Record<string, unknown>>): Part | null {
  if (typeof name !== "string" || typeof start !== "number" || typeof end !== "number") return null;
  return { name, start, end };
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
