import type { Metric } from "@/lib/model/metric";
import type { Subject } from "@/lib/model/subject";

/** A function or stage with the metrics that tell how it does; names and dimensions differ by kind. */
export interface SubjectMetrics {
  readonly subject: Subject;
  readonly requests: Metric;
  readonly failures: Metric;
  /** null: API Gateway counts refused requests among its 4xx answers and has no metric of its own for them. */
  readonly throttles: Metric | null;
  /** Milliseconds. */
  readonly duration: Metric;
  /** Longest possible duration; null: not known. */
  readonly limitMs: number | null;
}

/** Statistic of proposed duration alarms: what one request of twenty exceeds. */
export const SLOW = "p95";
