import { concerns } from "@/lib/model/alarm-concern";
import type { CoveredSubject } from "@/lib/model/views/missing-alarms";

/** All that have a gap, or those named. */
export type Choice = "gaps" | readonly string[];

/** Beyond so many characters an address is cut by some browser or proxy. */
const MOST_CHARACTERS = 1_800;
/** Stands in no function name, API id or stage name. */
const SEPARATOR = "~";

/** Of the address; unknown names stay in it and mean nothing. */
export function choiceOf(text: string): Choice {
  if (text === "gaps") return "gaps";
  return [...new Set(text.split(SEPARATOR).filter((key) => key !== ""))];
}

/** null: none is chosen. What is too long for an address is chosen all the same, and forgotten on reload. */
export function choiceText(choice: Choice): string | null {
  if (choice === "gaps") return "gaps";
  const text = choice.join(SEPARATOR);
  return text === "" || text.length > MOST_CHARACTERS ? null : text;
}

const proposable: ReadonlySet<string> = new Set(["none", "total", "partly", "unknown"]);

/** Whether there is an alarm to propose. */
export function isProposable({ coverage }: CoveredSubject): boolean {
  return concerns.some((concern) => proposable.has(coverage[concern].state));
}

/** Without what could not be read: gaps that are known. */
export function isKnownGap({ coverage }: CoveredSubject): boolean {
  return concerns.some(
    (concern) => proposable.has(coverage[concern].state) && coverage[concern].state !== "unknown",
  );
}

export function chosenSubjects(
  choice: Choice,
  subjects: readonly CoveredSubject[],
): readonly CoveredSubject[] {
  if (choice === "gaps") return subjects.filter(isKnownGap);
  const keys = new Set(choice);
  return subjects.filter((subject) => keys.has(subject.key) && isProposable(subject));
}

/** The choice with one more, or one less. */
export function withSubject(
  choice: Choice,
  key: string,
  on: boolean,
  subjects: readonly CoveredSubject[],
): Choice {
  const keys = choice === "gaps" ? subjects.filter(isKnownGap).map((subject) => subject.key) : choice;
  const others = keys.filter((one) => one !== key);
  return on ? [...others, key] : others;
}
