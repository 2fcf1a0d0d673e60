const CHUNK = 100;
/** Chunks kept beside those on screen. */
const KEPT = 30;

interface Chunk<Row> {
  readonly version: number;
  readonly rows: readonly Row[];
}

/** The rows around those on screen, fetched in chunks as they come into view; old ones stay until new ones are there. */
export class RowWindow<Row> {
  private readonly chunks = new Map<number, Chunk<Row>>();
  private readonly underWay = new Set<string>();
  private readonly listeners = new Set<() => void>();
  /** Grows with every change, for `useSyncExternalStore`. */
  private changes = 0;
  private closed = false;

  constructor(private readonly fetch: (from: number, to: number) => Promise<readonly Row[]>) {}

  get(index: number): Row | undefined {
    return this.chunks.get(Math.floor(index / CHUNK))?.rows[index % CHUNK];
  }

  /** Asks for rows from `from` to `to` (inclusive) that are missing or older than `version`. */
  want(from: number, to: number, version: number): void {
    const first = Math.max(0, Math.floor(from / CHUNK));
    const last = Math.floor(to / CHUNK);
    for (let chunk = first; chunk <= last; chunk++) {
      const known = this.chunks.get(chunk);
      if (known?.version !== version) void this.load(chunk, version);
    }
    this.prune(first, last);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly count = (): number => this.changes;

  /** React opens what it closed when it mounts a component twice. */
  open(): () => void {
    this.closed = false;
    return () => {
      this.closed = true;
    };
  }

  private async load(chunk: number, version: number): Promise<void> {
    const key = `${chunk} ${version}`;
    if (this.underWay.has(key)) return;
    this.underWay.add(key);
    try {
      const rows = await this.fetch(chunk * CHUNK, (chunk + 1) * CHUNK);
      if (this.closed || (this.chunks.get(chunk)?.version ?? -1) > version) return;
      this.chunks.set(chunk, { version, rows });
      this.changes++;
      for (const listener of this.listeners) listener();
    } catch {
      // The worker says what went wrong in its own state; the rows stay as they are.
    } finally {
      this.underWay.delete(key);
    }
  }

  private prune(first: number, last: number): void {
    if (this.chunks.size <= KEPT + last - first) return;
    const far = [...this.chunks.keys()].sort((a, b) => distance(b, first, last) - distance(a, first, last));
    for (const chunk of far.slice(0, this.chunks.size - KEPT)) {
      if (distance(chunk, first, last) > 0) this.chunks.delete(chunk);
    }
  }
}

function distance(chunk: number, first: number, last: number): number {
  return Math.max(0, first - chunk, chunk - last);
}
