import type { Finding } from "@/lib/model/finding";
import type { Subject } from "@/lib/model/subject";

/** Which figure of a subject is unusual. */
export type Measure =
  | "errors"
  | "throttles"
  | "invocations"
  | "duration"
  | "concurrency"
  | "iteratorAge"
  | "status5xx"
  | "status4xx"
  | "requests"
  | "latency";

/** A finding and whose figure it is. */
export interface SubjectFinding {
  readonly subject: Subject;
  readonly measure: Measure;
  /** E.g. `p95` of a duration; null for counts. */
  readonly statistic: string | null;
  readonly finding: Finding;
}
