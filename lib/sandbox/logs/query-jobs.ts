import { AwsError } from "@/lib/sandbox/http/contract";
import type { ResultField } from "@/lib/sandbox/logs/insights/query-run";
import type { InsightsQuery, QueryStatistics } from "@/lib/sandbox/logs/insights-query";

type QueryStatus = "Scheduled" | "Running" | "Complete" | "Cancelled" | "Failed";

/** Queries at work at one time in an account and region. [D cloudwatch_limits_cwl] */
const MAX_CONCURRENT = 100;
/** Results of older queries are forgotten. */
const MAX_REMEMBERED = 300;

/** One started query. The first poll never finds it complete, so that clients meet every state. */
export class QueryJob {
  private polls = 0;
  private begun = false;
  private cancelled = false;
  private failed = false;
  private final: ResultField[][] | null = null;

  constructor(
    readonly id: string,
    readonly queryString: string,
    readonly groupNames: readonly string[],
    readonly createdMs: number,
    private readonly query: InsightsQuery,
  ) {}

  /** True while there is work left. */
  get active(): boolean {
    return !this.cancelled && !this.failed && !this.query.done;
  }

  get state(): QueryStatus {
    if (this.cancelled) return "Cancelled";
    if (this.failed) return "Failed";
    return this.query.done ? "Complete" : this.begun ? "Running" : "Scheduled";
  }

  get statistics(): QueryStatistics {
    return this.query.statistics;
  }

  /** State and rows as a poll sees them; rows of a running query are those found so far. */
  poll(): { readonly status: QueryStatus; readonly rows: readonly ResultField[][] } {
    this.polls++;
    const status = this.state === "Complete" && this.polls === 1 ? "Running" : this.state;
    if (status === "Complete") this.final ??= this.query.results();
    return { status, rows: this.final ?? (status === "Scheduled" ? [] : this.query.results()) };
  }

  cancel(): void {
    this.cancelled = true;
  }

  work(): void {
    this.begun = true;
    try {
      this.query.advance();
    } catch {
      this.failed = true;
    }
  }
}

/** The queries of one account and region. They are worked on in turns, a small step at a time, between requests. */
export class QueryJobs {
  private readonly jobs = new Map<string, QueryJob>();
  private working = false;

  /** @throws AwsError LimitExceededException */
  add(job: QueryJob): void {
    const active = [...this.jobs.values()].filter((one) => one.active).length;
    if (active >= MAX_CONCURRENT) {
      throw new AwsError(
        "LimitExceededException",
        "LimitExceededException: Account maximum query concurrency limit of [100] reached.",
      );
    }
    this.jobs.set(job.id, job);
    for (const [id, old] of this.jobs) {
      if (this.jobs.size <= MAX_REMEMBERED) break;
      if (!old.active) this.jobs.delete(id);
    }
    if (!this.working) this.turn();
  }

  get(id: string): QueryJob | undefined {
    return this.jobs.get(id);
  }

  /** Newest first. */
  list(): QueryJob[] {
    return [...this.jobs.values()].reverse();
  }

  private turn(): void {
    this.working = true;
    setImmediate(() => {
      const active = [...this.jobs.values()].filter((job) => job.active);
      for (const job of active) job.work();
      if (active.length > 0) this.turn();
      else this.working = false;
    });
  }
}
