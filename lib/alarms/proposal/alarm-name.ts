import { type Concern, concerns } from "@/lib/model/alarm-concern";
import { type Subject, subjectKey, subjectName } from "@/lib/model/subject";

const MOST_CHARACTERS = 255;

const suffixes = {
  failures: "failures",
  throttles: "throttles",
  duration: "slow",
} as const satisfies Record<Concern, string>;

/**
 * Names of plain letters, digits, `.`, `_` and `-`, whatever the subjects are called: they need no quoting in any form.
 * Names that alarms of the region have are avoided, since PutMetricAlarm silently replaces an alarm of the same name.
 * @param subjects all of the region in a fixed order, or a part of them would get names that others have
 */
export function alarmNames(
  subjects: readonly Subject[],
  existing: ReadonlySet<string>,
): (subject: Subject, concern: Concern) => string {
  const taken = new Set(existing);
  const names = new Map<string, string>();
  for (const subject of subjects) {
    for (const concern of concerns) {
      const name = freeName(subject, concern, taken);
      taken.add(name);
      names.set(`${concern} ${subjectKey(subject)}`, name);
    }
  }
  return (subject, concern) =>
    names.get(`${concern} ${subjectKey(subject)}`) ?? freeName(subject, concern, taken);
}

function freeName(subject: Subject, concern: Concern, taken: ReadonlySet<string>): string {
  const plain = subjectName(subject)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
    .slice(0, MOST_CHARACTERS - 20);
  const name = `${plain === "" ? "alarm" : plain}-${suffixes[concern]}`;
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
