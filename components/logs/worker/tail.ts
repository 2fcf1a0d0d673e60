import type { TailStatus } from "@/components/logs/protocol";
import type { LogSession } from "@/components/logs/worker/log-session";
import { openTail } from "@/components/logs/worker/tail-source";
import type { LogsEvents, TailGap, TailMessage } from "@/lib/model/views/logs";

/** Lines that a tab holds comfortably; then the tail waits for the reader to clear. */
const MOST_LINES = 300_000;

/** Adds what is logged from now on to a session. While paused, events wait. */
export class Tail {
  private readonly waiting: LogsEvents[] = [];
  private readonly close: () => void;
  private status: TailStatus = {
    states: [],
    gaps: [],
    paused: false,
    waiting: 0,
    connected: false,
    full: false,
    watermarkMs: null,
  };

  constructor(
    url: string,
    private readonly session: LogSession,
    /** Called after every change; `rows`: lines were added. */
    private readonly changed: (rows: boolean) => void,
  ) {
    session.beginTail();
    this.patch({}, false);
    this.close = openTail(url, {
      onMessage: (message) => this.receive(message),
      onConnection: (connected) => this.patch({ connected }, false),
      onRefused: () => {
        session.patch({ error: "The tail was refused or ended. Read again to go on." });
        this.patch({ connected: false }, false);
      },
    });
  }

  pause(on: boolean): void {
    if (!on) for (const events of this.waiting.splice(0)) this.session.addTailed(events);
    this.patch({ paused: on, waiting: 0, full: false }, !on);
  }

  stop(): void {
    this.close();
    this.session.patch({ tail: null });
    this.changed(true);
  }

  private receive(message: TailMessage): void {
    switch (message.type) {
      case "events":
        this.take(message);
        break;
      case "state":
        this.patch(
          { states: [...this.status.states.filter(({ source }) => source !== message.source), message] },
          false,
        );
        break;
      case "gap":
        this.patch({ gaps: withGap(this.status.gaps, message) }, false);
        break;
      case "heartbeat":
        this.session.coverUntil(message.nowMs);
        this.patch({ watermarkMs: message.watermarkMs, connected: true }, true);
        break;
      case "failure":
        this.session.patch({ failures: [...this.session.state.failures, message] });
        this.changed(false);
        break;
      case "meta":
      case "note":
        break;
    }
  }

  private take(events: LogsEvents): void {
    if (this.session.lineCount >= MOST_LINES && !this.status.paused)
      this.patch({ paused: true, full: true }, false);
    if (this.status.paused) {
      this.waiting.push(events);
      this.patch({ waiting: this.status.waiting + events.events.length }, false);
      return;
    }
    this.session.addTailed(events);
    this.changed(true);
  }

  private patch(change: Partial<TailStatus>, rows: boolean): void {
    this.status = { ...this.status, ...change };
    this.session.patch({ tail: this.status });
    this.changed(rows);
  }
}

const KEPT_GAPS = 50;

/** A gap that is closed again takes the place of what was missing from then on. */
export function withGap(gaps: readonly TailGap[], gap: TailGap): readonly TailGap[] {
  const others = gap.recovered
    ? gaps.filter((one) => one.recovered || one.source !== gap.source || one.fromMs < gap.fromMs)
    : gaps;
  return [...others, gap].slice(-KEPT_GAPS);
}
