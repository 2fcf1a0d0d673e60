import type { AlarmState } from "@/lib/model/alarm";

/** An alarm that a composite alarm's rule asks about, and the state it asks for. */
export interface RuleTerm {
  readonly name: string;
  readonly state: AlarmState;
}

const STATE = "ALARM|OK|INSUFFICIENT_DATA";
const QUOTED = `"[^"]*"|'[^']*'`;
const BARE = `[^()"',]+`;
/** Spaces around a bare name are taken as a part of it: beside `\s*` they could be divided in too many ways. */
const TERM = new RegExp(`\\b(${STATE})\\s*\\((?:\\s*(${QUOTED})\\s*|(${BARE}))\\)`, "g");
const NAME = new RegExp(`${QUOTED}|${BARE}`, "g");
/** `AT_LEAST(2, ALARM, (a, b, c))`. */
const AT_LEAST = new RegExp(`\\bAT_LEAST\\s*\\([^,()]*,\\s*(${STATE})\\s*,\\s*\\(([^()]*)\\)`, "g");
const ARN = /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/;

/**
 * The alarms that a rule names, in order, each once a state: `ALARM("a") AND NOT OK(b)` → a in ALARM, b in OK.
 * Names may be quoted, bare, or ARNs. [D Create_Composite_Alarm] What cannot be understood is left out.
 */
export function alarmsInRule(rule: string): readonly RuleTerm[] {
  const found = [
    ...[...rule.matchAll(TERM)].map((match) => ({
      at: match.index,
      terms: [term(match[1], match[2] ?? match[3])],
    })),
    ...[...rule.matchAll(AT_LEAST)].map((match) => ({
      at: match.index,
      terms: [...(match[2] ?? "").matchAll(NAME)].map(([name]) => term(match[1], name)),
    })),
  ].sort((a, b) => a.at - b.at);
  const terms = found.flatMap((one) => one.terms).filter(({ name }) => name !== "");
  return [...new Map(terms.map((one) => [`${one.state} ${one.name}`, one])).values()];
}

function term(state: string | undefined, written: string | undefined): RuleTerm {
  const bare = (written ?? "").trim().replace(/^(["'])(.*)\1$/s, "$2");
  return {
    name: ARN.exec(bare)?.[1] ?? bare,
    state: state === "OK" || state === "INSUFFICIENT_DATA" ? state : "ALARM",
  };
}
