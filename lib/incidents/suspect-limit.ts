import { formatCount } from "@/lib/base/format-number";
import { MINUTE_MS } from "@/lib/base/time";
import { compareText } from "@/lib/incidents/group-findings";
import type { LimitHit, TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import type { Subject } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** The limit may be reached a little before so many calls are refused that it stands out. */
const BEFORE_MS = 5 * MINUTE_MS;

/** Hits at the subject that began with the trouble or shortly before, and of which the limit is known. */
export function limitCause(
  hits: readonly LimitHit[],
  group: readonly ToldFinding[],
  lead: Subject,
  onset: Onset,
  tell: TellTimes,
): Cause | null {
  // A limit explains refused calls. That it was reached while something else failed explains nothing.
  if (!group.some((one) => one.measure === "throttles" && same(one.subject, lead))) return null;
  const hit = hits
    .filter(({ subject, episode }) => {
      const { cause, fromMs, toMs } = episode;
      const inTime = mayHaveCausedAt(fromMs, onset, BEFORE_MS) && toMs > onset.atMs;
      return cause !== "unknown" && same(subject, lead) && inTime;
    })
    .sort(
      (a, b) =>
        b.episode.throttles - a.episode.throttles ||
        a.episode.fromMs - b.episode.fromMs ||
        compareText(a.episode.cause, b.episode.cause),
    )[0];
  if (!hit) return null;
  return {
    kind: "limit",
    atMs: hit.episode.fromMs,
    text: tellLimit(hit),
    certainty: "shown",
    deploymentId: null,
    reasons: [
      hit.episode.sentence,
      `${formatCount(hit.episode.throttles)} calls were refused from ${tell.minute(hit.episode.fromMs)} on.`,
    ],
  };
}

/** In the past tense, without the subject. */
export function tellLimit({ episode: { cause, limit } }: LimitHit): string {
  switch (cause) {
    case "switched-off":
      return "it was switched off by a reserved concurrency of 0";
    case "function-limit":
      return `it reached the ${formatCount(limit)} concurrent executions reserved for it`;
    case "account-limit":
      return `the account's unreserved pool of ${formatCount(limit)} concurrent executions was used up`;
    case "request-rate":
      return `it reached ${formatCount(limit)} calls a second, ten for each execution allowed`;
    case "scaling-rate":
      return "it rose faster than Lambda adds environments";
    case "unknown":
      return "calls were refused; no limit was seen to be reached";
  }
}
