import { type AlarmState, alarmStates } from "@/lib/model/alarm";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

export interface AlarmParams {
  /** The one that is looked at. */
  readonly alarm: string | null;
  /** Only those in this state. */
  readonly state: AlarmState | null;
  /** Only those whose name, description, condition or subject has this text. */
  readonly text: string;
}

/** [M AlarmName] */
const MAX_NAME = 255;

/** Reads `alarm`, `state` and `q`. @throws BadParameter */
export function parseAlarms(search: RawSearch): AlarmParams {
  return {
    alarm: nameOf(single(search, "alarm")),
    state: stateOf(single(search, "state")),
    text: single(search, "q") ?? "",
  };
}

/** The page of alarms, without range and region; with the alarm that it shows. */
export function alarmsPath(alarm?: string): string {
  return alarm === undefined ? "/alarms" : `/alarms?${new URLSearchParams({ alarm })}`;
}

function nameOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.length <= MAX_NAME) return text;
  throw new BadParameter(
    "alarm",
    `${quoteInput(text)} is no name of an alarm: names have at most ${MAX_NAME} characters.`,
  );
}

function stateOf(text: string | undefined): AlarmState | null {
  if (text === undefined) return null;
  const state = alarmStates.find((one) => one === text.toUpperCase());
  if (state !== undefined) return state;
  throw new BadParameter("state", `${quoteInput(text)} is none of ${alarmStates.join(", ")}.`);
}
