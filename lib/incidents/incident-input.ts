import type { AlarmChange } from "@/lib/model/alarm-change";
import type { Deployment } from "@/lib/model/deployment";
import type { Window } from "@/lib/model/metric";
import type { Subject } from "@/lib/model/subject";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import type { ThrottleEpisode } from "@/lib/model/views/concurrency";

/** A finding with its words. */
export interface ToldFinding extends SubjectFinding {
  /** `errors 9.8 % (usually 0.3 %)` */
  readonly text: string;
  /** Against what it was measured, and how sure that is. */
  readonly evidence: string;
}

/** `from` calls `to`, or hands it work through a queue, topic or stream. */
export interface Call {
  readonly from: Subject;
  readonly to: Subject;
}

export interface WatchedChange {
  readonly change: AlarmChange;
  /** What the alarm watches, a composite one by its alarms; empty: neither a function nor a stage, or it cannot be told. */
  readonly subjects: readonly Subject[];
}

/** Calls that Lambda refused, and the limit that was reached in the same minutes. */
export interface LimitHit {
  readonly subject: Subject;
  readonly episode: ThrottleEpisode;
}

/** How the new version did from the onset on, and whatever else answered in the same time. */
export interface VersionEvidence {
  readonly version: { readonly requests: number; readonly failures: number };
  readonly others: { readonly requests: number; readonly failures: number };
}

/** Something that functions call, doing worse than usual from about the onset on. */
export interface DependencyTrouble {
  /** What several such things have in common: `DynamoDB`, or the host itself. */
  readonly service: string;
  /** `table inventory`; null where the service is all of it. */
  readonly part: string | null;
  readonly callers: readonly Subject[];
  /** Start of the first interval in which it was worse. */
  readonly fromMs: number;
  /** What was seen, with figures and source. */
  readonly reason: string;
}

/** Everything that is known of the window. null: could not be read, which is not "there was none". */
export interface IncidentInput {
  readonly window: Window;
  /** How exactly onsets are known: what happened up to so long after the told instant may still have come first. */
  readonly onsetWithinMs: number;
  readonly findings: readonly ToldFinding[];
  readonly deployments: readonly Deployment[] | null;
  /** What is not among `deployments` may have happened all the same: no right to read CloudTrail, or not all of it. */
  readonly deploymentsMayMiss: boolean;
  readonly alarmChanges: readonly WatchedChange[] | null;
  readonly limitHits: readonly LimitHit[] | null;
  readonly calls: readonly Call[] | null;
  /** By id of the deployment; of those that were looked into. */
  readonly versions: ReadonlyMap<string, VersionEvidence>;
  readonly dependencies: readonly DependencyTrouble[];
}

/** Writes instants as the reader wants them, zone included. */
export interface TellTimes {
  /** `11:05 UTC` */
  readonly minute: (ms: number) => string;
  /** `11:05:07 UTC` */
  readonly second: (ms: number) => string;
  /** `11:25 to 11:35 UTC` */
  readonly range: (fromMs: number, toMs: number) => string;
}
