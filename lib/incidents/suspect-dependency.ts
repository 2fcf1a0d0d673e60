import { compareText } from "@/lib/incidents/group-findings";
import type { DependencyTrouble, TellTimes } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import { CAUSE_WINDOW_MS } from "@/lib/incidents/suspect-deployment";
import { type Subject, subjectName } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** Something that all leads call and that got worse with them or shortly before. */
export function dependencyCause(
  troubles: readonly DependencyTrouble[],
  leads: readonly Subject[],
  onset: Onset,
  tell: TellTimes,
): Cause | null {
  const found = troubles
    .filter(({ callers, fromMs }) => {
      const inTime = mayHaveCausedAt(fromMs, onset, CAUSE_WINDOW_MS);
      return inTime && leads.every((lead) => callers.some((caller) => same(caller, lead)));
    })
    .sort((a, b) => a.fromMs - b.fromMs || compareText(a.name, b.name))[0];
  if (!found) return null;
  return {
    kind: "dependency",
    atMs: found.fromMs,
    text: `${found.name} answers worse than before`,
    certainty: "suspected",
    deploymentId: null,
    reasons: [
      found.reason,
      `${leads.map(subjectName).join(", ")} ${leads.length === 1 ? "calls" : "call"} it, and it was worse from ${tell.minute(found.fromMs)} on.`,
    ],
  };
}
