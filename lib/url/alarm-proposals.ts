import { type AlarmTextForm, alarmTextForms } from "@/lib/model/alarm-concern";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";
import type { TargetParams } from "@/lib/url/target-params";

const MOST_SUBJECTS = 50;
const MOST_CHARACTERS = 300;

export interface AlarmProposalsParams {
  /** Function names, and stages as `apiId/stage`; at least one. */
  readonly keys: readonly string[];
  readonly form: AlarmTextForm | null;
}

/** Reads `subject`, once for each, and `form`. @throws BadParameter */
export function parseAlarmProposals(search: RawSearch): AlarmProposalsParams {
  const given = Object.hasOwn(search, "subject") ? search.subject : undefined;
  const all = given === undefined ? [] : typeof given === "string" ? [given] : given;
  const keys = [...new Set(all.map((key) => key.trim()).filter(Boolean))];
  if (keys.length === 0) {
    throw new BadParameter("subject", "Name at least one function or stage: subject=orders-api.");
  }
  if (keys.length > MOST_SUBJECTS) {
    throw new BadParameter("subject", `At most ${MOST_SUBJECTS} subjects at once; ${keys.length} are given.`);
  }
  const long = keys.find((key) => key.length > MOST_CHARACTERS);
  if (long !== undefined) throw new BadParameter("subject", `${quoteInput(long)} is too long for a name.`);
  return { keys, form: formOf(single(search, "form")) };
}

function formOf(text: string | undefined): AlarmTextForm | null {
  if (text === undefined) return null;
  const form = alarmTextForms.find((one) => one === text);
  if (form) return form;
  throw new BadParameter("form", `${quoteInput(text)} is not a form: ${alarmTextForms.join(", ")}.`);
}

export function alarmProposalsSearch(
  keys: readonly string[],
  view: { readonly target: TargetParams; readonly fromMs: number; readonly toMs: number },
): URLSearchParams {
  const search = new URLSearchParams({
    from: String(view.fromMs),
    to: String(view.toMs),
    ...view.target,
  });
  for (const key of keys) search.append("subject", key);
  return search;
}
