import {
  type Proposal,
  type ProposalKind,
  type ProposedChange,
  proposalLimits,
  retentionDays,
  subjectsOf,
} from "@/lib/model/cost-proposal";
import { BadParameter, BadParameters, quoteInput } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";

export const MOST_CHANGES = 20;
export const MOST_SUBJECTS = 100;
const MOST_CHARACTERS = 10_000;

const kinds = Object.keys(subjectsOf).filter(isKind);

/**
 * Reads each `change=kind[-value][:subject,…]`, in the order in which they are to be made:
 *
 *     arm64:pay,list   memory-1024:pay   timeout-3000:pay   provisioned-5:pay   provisioned-5-12h:pay   snap-start:pay
 *     traffic-2   http-api:shop/live   log-volume-0.5   retention-30   savings-plan-no-upfront-0.8
 *
 * Without subjects a change concerns everything that it can. Commas and percent signs in a subject are escaped.
 * @throws BadParameters with a message for each change that cannot be read
 */
export function parseChanges(search: RawSearch): readonly ProposedChange[] {
  const given = Object.hasOwn(search, "change") ? (search.change ?? []) : [];
  const texts = (typeof given === "string" ? [given] : given).map((text) => text.trim()).filter(Boolean);
  if (texts.length > MOST_CHANGES) {
    throw wrong(`A proposal has at most ${MOST_CHANGES} changes; ${texts.length} are given.`);
  }
  const problems: BadParameter[] = [];
  const changes = texts.flatMap((text) => {
    try {
      return [changeOf(text)];
    } catch (error) {
      if (!(error instanceof BadParameter)) throw error;
      problems.push(error);
      return [];
    }
  });
  if (problems.length > 0) throw new BadParameters(problems);
  return changes;
}

/** The inverse: the text of one change. */
export function changeText(change: ProposedChange): string {
  const { subjects } = change;
  const names = subjects.map((name) => name.replace(/[%,]/g, encodeURIComponent)).join(",");
  const value = valueText(change);
  return `${change.kind}${value === "" ? "" : `-${value}`}${names === "" ? "" : `:${names}`}`;
}

function valueText(change: Proposal): string {
  switch (change.kind) {
    case "memory":
      return String(change.memoryMb);
    case "timeout":
      return String(change.timeoutMs);
    case "provisioned":
      return `${change.concurrency}${change.hoursPerDay === 24 ? "" : `-${change.hoursPerDay}h`}`;
    case "traffic":
    case "log-volume":
      return String(change.factor);
    case "retention":
      return String(change.days);
    case "savings-plan":
      return `${change.payment}-${change.committedShare}`;
    case "arm64":
    case "snap-start":
    case "http-api":
      return "";
  }
}

function changeOf(text: string): ProposedChange {
  if (text.length > MOST_CHARACTERS) throw wrong(`The change ${quoteInput(text)} is too long to be read.`);
  const colon = text.indexOf(":");
  const what = colon < 0 ? text : text.slice(0, colon);
  const kind = kinds.find((one) => what === one || what.startsWith(`${one}-`));
  if (kind === undefined) {
    throw wrong(`${quoteInput(what)} is not a change. Known are ${kinds.join(", ")}.`);
  }
  const subjects = subjectsIn(colon < 0 ? null : text.slice(colon + 1), what);
  if (subjects.length > 0 && subjectsOf[kind] === "account") {
    throw wrong(`${quoteInput(what)} is for the whole account: it takes no names.`);
  }
  const value = what.slice(kind.length + 1);
  return { ...proposalOf(kind, value, what), subjects };
}

function proposalOf(kind: ProposalKind, value: string, what: string): Proposal {
  const within = (name: keyof typeof proposalLimits, number: string, unit: string, example: string) => {
    const { min, max } = proposalLimits[name];
    const read = decimal(number);
    if (read !== null && read >= min && read <= max) return read;
    const problem = number === "" ? "has no number" : `: ${quoteInput(number)} is not`;
    const range = `from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}${unit}`;
    throw wrong(
      number === ""
        ? `${quoteInput(what)} ${problem}; write ${example}, ${range}.`
        : `${quoteInput(what)}${problem} ${range}, such as ${example}.`,
    );
  };
  const whole = (number: number, step: number, unit: string) => {
    if (number % step === 0) return number;
    throw wrong(`${quoteInput(what)}: ${number} is not a whole number of ${unit}.`);
  };
  switch (kind) {
    case "arm64":
    case "snap-start":
    case "http-api":
      if (value !== "") throw wrong(`${quoteInput(what)}: ${kind} takes no value.`);
      return { kind };
    case "memory":
      return { kind, memoryMb: whole(within("memoryMb", value, " MB", "memory-1024"), 1, "MB") };
    case "timeout": {
      const timeoutMs = within("timeoutMs", value, " ms", "timeout-3000");
      return { kind, timeoutMs: whole(timeoutMs, 1_000, "seconds, in milliseconds") };
    }
    case "provisioned": {
      const [count = "", hours] = value.split(/-(?=[^-]*h$)/);
      const concurrency = within("concurrency", count, "", "provisioned-5");
      const hoursPerDay = hours === undefined ? "24" : hours.slice(0, -1);
      return {
        kind,
        concurrency: whole(concurrency, 1, "environments"),
        hoursPerDay: within("hoursPerDay", hoursPerDay, " hours a day", "provisioned-5-12h"),
      };
    }
    case "traffic":
    case "log-volume":
      return { kind, factor: within("factor", value, "", `${kind}-2`) };
    case "retention": {
      const days = decimal(value);
      if (days !== null && retentionDays.includes(days)) return { kind, days };
      throw wrong(
        `${quoteInput(what)}: CloudWatch Logs keeps events for ${retentionDays.join(", ")} days; write retention-30.`,
      );
    }
    case "savings-plan": {
      const payment = (["no-upfront", "all-upfront"] as const).find((one) => value.startsWith(`${one}-`));
      if (payment === undefined) {
        throw wrong(
          `${quoteInput(what)}: write savings-plan-no-upfront-0.8 or savings-plan-all-upfront-0.8.`,
        );
      }
      const share = value.slice(payment.length + 1);
      const committedShare = within("committedShare", share, "", "savings-plan-no-upfront-0.8");
      return { kind, payment, committedShare };
    }
  }
}

function subjectsIn(text: string | null, what: string): readonly string[] {
  if (text === null) return [];
  const names = [...new Set(text.split(",").map((name) => unescaped(name.trim())))].filter(Boolean);
  if (names.length === 0) throw wrong(`${quoteInput(what)}: a name is missing after the colon.`);
  if (names.length > MOST_SUBJECTS) {
    throw wrong(`${quoteInput(what)} names ${names.length} subjects; at most ${MOST_SUBJECTS} are read.`);
  }
  return names;
}

function unescaped(name: string): string {
  return name.replace(/%2c/gi, ",").replace(/%25/g, "%");
}

/** Plain decimals only: Number() would also take "0x10", "1e3" and " ". */
function decimal(text: string): number | null {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

function isKind(text: string): text is ProposalKind {
  return Object.hasOwn(subjectsOf, text);
}

function wrong(message: string): BadParameter {
  return new BadParameter("change", message);
}
