import type { CallLinks } from "@/lib/incidents/call-links";
import type { Draft } from "@/lib/incidents/draft";
import { byOnset } from "@/lib/incidents/group-findings";
import { same } from "@/lib/incidents/lead-of";
import { gapWords } from "@/lib/incidents/onset-time";
import { type Subject, subjectName, subjectNames } from "@/lib/model/subject";

type Grouped = Pick<Draft, "group" | "leads" | "others" | "cause">;

/** Why the subjects of a group are told as one, a sentence each. */
export function tellGrouping(
  { group, leads, others, cause }: Grouped,
  links: CallLinks,
  callsKnown: boolean,
): string[] {
  const subjects = [...leads, ...others];
  const firstOf = (subject: Subject) =>
    group.filter((one) => same(one.subject, subject)).sort(byOnset)[0]?.finding;
  const onsetOf = (subject: Subject) => firstOf(subject)?.fromMs ?? 0;
  const isOlder = (subject: Subject) => firstOf(subject)?.beganBefore ?? false;
  const coupled = others.flatMap((other) => {
    const partner = subjects.find((one) => !same(one, other) && links.areCoupled(one, other));
    if (!partner) return [];
    const [caller, callee] = links.calls(other, partner) ? [other, partner] : [partner, other];
    const older = [other, partner].filter(isOlder);
    const when =
      older.length > 0
        ? `at ${older.map(subjectName).join(" and ")} it was so when the window began`
        : `at ${subjectName(other)} it began ${apart(onsetOf(other) - onsetOf(partner))}`;
    return [`${subjectName(caller)} calls ${subjectName(callee)}; ${when}.`];
  });
  const onsets = leads.map(onsetOf);
  const together =
    leads.length < 2
      ? []
      : [
          `${subjectNames(leads)} began within ${gapWords(Math.max(...onsets) - Math.min(...onsets))} of each other, and ${
            callsKnown ? "no call between them is known" : "who calls whom could not be read"
          }${cause ? "" : ": something that all of them use may be the cause"}.`,
        ];
  return [...together, ...coupled];
}

function apart(ms: number): string {
  return ms === 0 ? "in the same minute" : `${gapWords(Math.abs(ms))} ${ms > 0 ? "later" : "earlier"}`;
}
