import type { CallLinks } from "@/lib/incidents/call-links";
import type { Draft } from "@/lib/incidents/draft";
import { same } from "@/lib/incidents/lead-of";
import { gapWords } from "@/lib/incidents/onset-time";
import { type Subject, subjectName } from "@/lib/model/subject";

type Grouped = Pick<Draft, "group" | "leads" | "others" | "cause">;

/** Why the subjects of a group are told as one, a sentence each. */
export function tellGrouping(
  { group, leads, others, cause }: Grouped,
  links: CallLinks,
  callsKnown: boolean,
): string[] {
  const subjects = [...leads, ...others];
  const onsetOf = (subject: Subject) =>
    Math.min(...group.filter((one) => same(one.subject, subject)).map(({ finding }) => finding.fromMs));
  const coupled = others.flatMap((other) => {
    const partner = subjects.find((one) => !same(one, other) && links.areCoupled(one, other));
    if (!partner) return [];
    const [caller, callee] = links.calls(other, partner) ? [other, partner] : [partner, other];
    const apartMs = onsetOf(other) - onsetOf(partner);
    return [
      `${subjectName(caller)} calls ${subjectName(callee)}; at ${subjectName(other)} it began ${apart(apartMs)}.`,
    ];
  });
  const onsets = leads.map(onsetOf);
  const together =
    leads.length < 2
      ? []
      : [
          `${leads.map(subjectName).join(", ")} began within ${gapWords(Math.max(...onsets) - Math.min(...onsets))} of each other, and ${
            callsKnown ? "no call between them is known" : "who calls whom could not be read"
          }${cause ? "" : ": something that all of them use may be the cause"}.`,
        ];
  return [...together, ...coupled];
}

function apart(ms: number): string {
  return ms === 0 ? "in the same minute" : `${gapWords(Math.abs(ms))} ${ms > 0 ? "later" : "earlier"}`;
}
