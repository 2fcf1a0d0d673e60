import type { Query } from "@/lib/sandbox/logs/insights/ast";
import { QueryRun, type ResultField } from "@/lib/sandbox/logs/insights/query-run";
import type { QueryEvent } from "@/lib/sandbox/logs/insights/row";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import { writePointer } from "@/lib/sandbox/logs/record-pointer";
import { scan } from "@/lib/sandbox/logs/scan";
import type { LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { Window } from "@/lib/sandbox/logs/source/log-source";

export interface QueryStatistics {
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
}

/** An Insights query over the events of some groups; `advance` does a bounded piece of the work. */
export class InsightsQuery {
  private readonly run: QueryRun;
  private readonly work: Generator<void, void>;
  private scanned = 0;
  private bytes = 0;
  done = false;

  constructor(
    query: Query,
    limit: number | undefined,
    private readonly accountId: string,
    private readonly groups: readonly LogGroup[],
    private readonly window: Window,
    private readonly nowMs: number,
  ) {
    this.run = new QueryRun(query, limit);
    this.work = this.read();
  }

  /** Reads one step of the scan; true when nothing is left. */
  advance(): boolean {
    this.done ||= this.work.next().done === true;
    return this.done;
  }

  results(): ResultField[][] {
    return this.run.results();
  }

  get statistics(): QueryStatistics {
    return {
      recordsMatched: this.run.recordsMatched,
      recordsScanned: this.scanned,
      bytesScanned: this.bytes,
    };
  }

  private *read(): Generator<void, void> {
    for (const group of this.groups) {
      const log = `${this.accountId}:${group.name}`;
      const steps = scan({
        source: group.source,
        window: this.window,
        newestFirst: true,
        nowMs: this.nowMs,
        streamIds: null,
        only: null,
        after: null,
      });
      for (const { events } of steps) {
        for (const event of events) {
          this.scanned++;
          this.bytes += Buffer.byteLength(event.message);
          this.run.push(new ScannedEvent(event, group, log));
        }
        yield;
      }
    }
  }
}

class ScannedEvent implements QueryEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly lambda: boolean;

  constructor(
    private readonly event: LogEvent,
    private readonly group: LogGroup,
    readonly log: string,
  ) {
    this.timestamp = event.timestamp;
    this.message = event.message;
    this.lambda = group.source.lambda;
  }

  get ingestionTime(): number {
    return this.event.ingestionTime;
  }

  get logStream(): string {
    return this.event.stream.name;
  }

  get ptr(): string {
    return writePointer(this.group.name, this.event.eventId);
  }
}
