import { compareText } from "@/lib/incidents/group-findings";
import type { DependencyTrouble, TellTimes } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import { CAUSE_WINDOW_MS } from "@/lib/incidents/suspect-deployment";
import { type Subject, subjectNames } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** A service that the leads call, be it for different tables, and that got worse with them or shortly before. */
export function dependencyCause(
  troubles: readonly DependencyTrouble[],
  leads: readonly Subject[],
  onset: Onset,
  tell: TellTimes,
): Cause | null {
  const inTime = troubles
    .filter(({ fromMs, callers }) => {
      const concerns = callers.some((caller) => leads.some((lead) => same(lead, caller)));
      return concerns && mayHaveCausedAt(fromMs, onset, CAUSE_WINDOW_MS);
    })
    .sort(
      (a, b) =>
        compareText(a.service, b.service) || compareText(a.part ?? "", b.part ?? "") || a.fromMs - b.fromMs,
    );
  const services = [...new Set(inTime.map(({ service }) => service))];
  const callersOf = (service: string) =>
    leads.filter((lead) =>
      inTime.some((trouble) => trouble.service === service && trouble.callers.some((one) => same(one, lead))),
    );
  // A sample may miss one of many; of two, both must show it.
  const isShared = (service: string) => {
    const callers = callersOf(service).length;
    return callers === leads.length || (callers >= 2 && callers >= leads.length / 2);
  };
  const service = services.find(isShared);
  if (service === undefined) return null;
  const callers = callersOf(service);
  const found = inTime.filter((trouble) => trouble.service === service);
  const parts = [...new Set(found.flatMap(({ part }) => part ?? []))];
  const atMs = Math.min(...found.map(({ fromMs }) => fromMs));
  return {
    kind: "dependency",
    atMs,
    text: `calls to ${service}${parts.length === 1 ? ` ${parts[0]}` : ""} went worse`,
    certainty: "suspected",
    deploymentId: null,
    reasons: [
      ...new Set(found.map(({ reason }) => reason)),
      `${subjectNames(callers)} ${callers.length === 1 ? "calls" : "call"} ${service}${callers.length < leads.length ? ", of the others X-Ray's sample does not show it" : ""}; the time from ${tell.minute(atMs)} on was compared with as long before.`,
    ],
  };
}
