import { readNdjson } from "@/components/traces/read-ndjson";
import type { Failure } from "@/lib/model/failure";
import type { ColdOnly, TraceRow, TracesMessage } from "@/lib/model/views/traces";

export type LoadPhase = "loading" | "done" | "cancelled" | "failed";

/** What came so far. */
export interface TraceLoad {
  readonly phase: LoadPhase;
  /** As X-Ray delivers them. A new array whenever rows were added. */
  readonly rows: readonly TraceRow[];
  readonly processed: number;
  /** How far back the reading has come; null before it is known. */
  readonly reachedMs: number | null;
  /** There may be more, older than this. */
  readonly truncatedAtMs: number | null;
  /** With `cold=true`, once all is read. */
  readonly coldOnly: ColdOnly | null;
  readonly notes: readonly string[];
  readonly failure: Failure | null;
  /** Our own server refused, or could not be reached. */
  readonly error: string | null;
  readonly awsCalls: number | null;
  readonly costUsd: number | null;
}

export const beginning: TraceLoad = {
  phase: "loading",
  rows: [],
  processed: 0,
  reachedMs: null,
  truncatedAtMs: null,
  coldOnly: null,
  notes: [],
  failure: null,
  error: null,
  awsCalls: null,
  costUsd: null,
};

/** Rows come in pages of hundreds; drawing each page at once would draw more than it reads. */
const TELL_EVERY_MS = 200;

/**
 * Reads `url` and tells what came, several times a second and once at the end. Never throws: being cancelled and being
 * refused are states, too.
 */
export async function loadTraces(
  url: string,
  signal: AbortSignal,
  tell: (load: TraceLoad) => void,
): Promise<void> {
  let load = beginning;
  let fresh: TraceRow[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  const told = (changes: Partial<TraceLoad>) => {
    load = { ...load, ...changes, rows: fresh.length === 0 ? load.rows : [...load.rows, ...fresh] };
    fresh = [];
    toldAt = performance.now();
    if (!signal.aborted) tell(load);
  };
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/x-ndjson" } });
    if (!response.ok || response.body === null) {
      told({ phase: "failed", error: await refusal(response) });
      return;
    }
    for await (const value of readNdjson(response.body)) {
      const message = messageOf(value);
      switch (message.type) {
        case "meta":
          told({ notes: message.notes });
          break;
        case "rows":
          fresh.push(...message.rows);
          load = {
            ...load,
            processed: load.processed + message.processed,
            reachedMs: message.reachedMs ?? load.reachedMs,
          };
          if (performance.now() - toldAt > TELL_EVERY_MS) told({});
          break;
        case "failure":
          told({ phase: "failed", failure: message.failure });
          return;
        case "done":
          told({
            phase: "done",
            processed: message.processed,
            truncatedAtMs: message.truncatedAtMs,
            coldOnly: message.coldOnly,
            awsCalls: message.awsCalls,
            costUsd: message.costUsd,
          });
          return;
      }
    }
    told({ phase: "failed", error: "The answer broke off. Load again to read the rest." });
  } catch (error) {
    if (signal.aborted) return;
    told({ phase: "failed", error: error instanceof Error ? error.message : String(error) });
  }
}

/** What `jsonAnswer` says of a refused request. */
async function refusal(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "error" in body) {
    const { error } = body;
    if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  }
  return `The server answered ${response.status}.`;
}

/** The stream is our own server's, of the same version, and checked by its tests against `tracesMessageSchema`. */
function messageOf(value: unknown): TracesMessage {
  return value as TracesMessage;
}
