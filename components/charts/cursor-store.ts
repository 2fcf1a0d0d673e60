/** Where the reader points, in time; shared by all charts of a page. */
export interface CursorState {
  readonly timeMs: number | null;
  /** Being dragged; not ordered by size. */
  readonly selection: { readonly anchorMs: number; readonly headMs: number } | null;
}

const NOTHING: CursorState = { timeMs: null, selection: null };

/**
 * Lives outside React: a moving pointer repaints a line and a few numbers in each chart and renders nothing.
 * Listeners hear of the last state once a frame.
 */
export class CursorStore {
  private state: CursorState = NOTHING;
  private readonly listeners = new Set<(state: CursorState) => void>();
  private scheduled = false;

  constructor(private readonly schedule: (run: () => void) => void) {}

  get(): CursorState {
    return this.state;
  }

  set(change: Partial<CursorState>): void {
    this.state = { ...this.state, ...change };
    if (this.scheduled) return;
    this.scheduled = true;
    this.schedule(() => {
      this.scheduled = false;
      for (const listener of this.listeners) listener(this.state);
    });
  }

  clear(): void {
    this.set(NOTHING);
  }

  subscribe(listener: (state: CursorState) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
