import { type Fingerprint, fingerprintOf } from "@/lib/logs/errors/fingerprint";
import type { LineId } from "@/lib/logs/log-book";
import type { LogError } from "@/lib/model/log";

/** One failure that was seen. */
export interface ErrorSighting {
  readonly error: LogError;
  readonly atMs: number;
  readonly line: LineId;
  readonly functionName: string | null;
  readonly requestId: string | null;
}

export interface ErrorGroup extends Fingerprint {
  readonly type: string | null;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly functionNames: readonly string[];
  /** The handler let it through in at least one of them. */
  readonly uncaught: boolean;
  /** Newest first. */
  readonly samples: readonly ErrorSighting[];
  /** Sightings in the span of equal length before; null where that was not read. */
  readonly previousCount: number | null;
}

const SAMPLES = 5;

/** Groups failures by fingerprint, the most frequent first; of equal ones the latest. */
export function groupErrors(
  sightings: Iterable<ErrorSighting>,
  previous: Iterable<ErrorSighting> | null = null,
): ErrorGroup[] {
  const groups = gather(sightings);
  const before = previous === null ? null : gather(previous);
  return [...groups.values()]
    .map(({ fingerprint, all }): ErrorGroup => {
      const newest = [...all].sort((a, b) => b.atMs - a.atMs || b.line - a.line);
      return {
        ...fingerprint,
        type: all[0]?.error.type ?? null,
        count: all.length,
        firstMs: newest.at(-1)?.atMs ?? 0,
        lastMs: newest[0]?.atMs ?? 0,
        functionNames: [...new Set(all.flatMap(({ functionName }) => functionName ?? []))].sort(),
        uncaught: all.some(({ error }) => error.uncaught),
        samples: newest.slice(0, SAMPLES),
        previousCount: before === null ? null : (before.get(fingerprint.hash)?.all.length ?? 0),
      };
    })
    .sort((a, b) => b.count - a.count || b.lastMs - a.lastMs || (a.hash < b.hash ? -1 : 1));
}

interface Gathering {
  readonly fingerprint: Fingerprint;
  readonly all: ErrorSighting[];
}

function gather(sightings: Iterable<ErrorSighting>): Map<string, Gathering> {
  const groups = new Map<string, Gathering>();
  for (const sighting of sightings) {
    const fingerprint = fingerprintOf(sighting.error);
    const known = groups.get(fingerprint.hash);
    if (known === undefined) groups.set(fingerprint.hash, { fingerprint, all: [sighting] });
    else known.all.push(sighting);
  }
  return groups;
}
