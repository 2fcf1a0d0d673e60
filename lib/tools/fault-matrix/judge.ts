import type { Expectation } from "@/lib/tools/fault-matrix/faults";

/** An answer of the app, or that there was none. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly tookMs: number;
}

export interface Verdict {
  readonly ok: boolean;
  /** Survived: how. Not survived: what is wrong. */
  readonly reason: string;
}

interface Question {
  /** `lambda:ListFunctions` */
  readonly operation: string;
  readonly expects: Expectation;
  readonly clean: unknown;
  /** Each top-level part of the answer is a panel of its own, and told of alone. */
  readonly apart: boolean;
  /** A page about one thing may say with a status of its own that the thing could not be read. */
  readonly faulty: Answer;
  readonly boundMs: number;
}

/** Whether a view stood a fault: it answers in time, and tells what is missing unless nothing is. */
export function judgeFaulty({ operation, expects, clean, apart, faulty, boundMs }: Question): Verdict {
  const { status, json, tookMs } = faulty;
  if (tookMs > boundMs) return no(`took ${Math.round(tookMs / 1000)} s`);
  const told = tells(json, operation);
  if (status === 502)
    return told ? yes("the whole page explains") : no("502 without operation and next step");
  // That something is not there may hang on a right that may be left out.
  if (status === 404 && JSON.stringify(json).includes(operation))
    return yes("not found, as far as it can tell");
  if (status === 404 && expects === "absence") return yes("taken for absent");
  if (status !== 200) return no(`status ${status}`);
  const difference = firstDifference(comparable(clean), comparable(json));
  if (expects === "whole") {
    return difference === null ? yes("whole") : no(`not whole at ${difference}`);
  }
  if (told) {
    const other = apart ? unexplained(clean, json) : null;
    return other === null ? yes("told") : no(`told, but ${other} changed and is not listed as incomplete`);
  }
  if (difference === null) return yes("does without it");
  if (expects === "absence") return yes(`takes it for none (${difference})`);
  return no(`silent: ${difference} differs and nothing names ${operation}`);
}

/** After the fault has ended, everything must be as if it had never been. */
export function judgeRecovery(clean: unknown, after: Answer): Verdict {
  if (after.status !== 200) return no(`after the fault: status ${after.status}`);
  const difference = firstDifference(comparable(clean), comparable(after.json));
  return difference === null ? yes("whole again") : no(`after the fault: ${difference} is not as before`);
}

/** Some object names the operation and says what to do. */
export function tells(json: unknown, operation: string): boolean {
  if (Array.isArray(json)) return json.some((one) => tells(one, operation));
  if (typeof json !== "object" || json === null) return false;
  const entries = Object.entries(json);
  const text = (names: readonly string[]) =>
    entries.flatMap(([name, value]) => (names.includes(name) && typeof value === "string" ? [value] : []));
  const named = text(["operation", "reason", "message"]).some((one) => one.includes(operation));
  const step = text(["action", "nextStep"]).some((one) => one.length > 10);
  if (named && step) return true;
  return entries.some(([, value]) => tells(value, operation));
}

/** Parts of every answer that sum up the others, and may change with any of them. */
const SUMS: ReadonlySet<string> = new Set(["meta", "answer", "failures", "failure", "state"]);

/** A top-level part that is another without being listed in `meta.incomplete`; null when all are accounted for. */
function unexplained(clean: unknown, faulty: unknown): string | null {
  const listed = incompleteParts(faulty);
  if (listed === null || typeof clean !== "object" || clean === null) return null;
  // Names of panels are not always those of the parts: one listed panel may stand for one part of another name.
  const changed = Object.keys(clean).filter(
    (name) =>
      !SUMS.has(name) &&
      firstDifference(comparable(memberOf(clean, name)), comparable(memberOf(faulty, name))) !== null,
  );
  const strangers = changed.filter((name) => !listed.some((what) => akin(what, name)));
  const spare = listed.filter((what) => !changed.some((name) => akin(what, name))).length;
  return strangers.length > spare ? (strangers[0] ?? null) : null;
}

function akin(what: string, name: string): boolean {
  const [a, b] = [what.toLowerCase(), name.toLowerCase()];
  return a.includes(b) || b.includes(a);
}

function incompleteParts(json: unknown): readonly string[] | null {
  const incomplete = memberOf(memberOf(json, "meta"), "incomplete");
  if (!Array.isArray(incomplete)) return null;
  return [...new Set(incomplete.map((one) => String(memberOf(one, "what"))))];
}

function memberOf(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null && name in json
    ? Object.entries(json).find(([key]) => key === name)?.[1]
    : undefined;
}

/** What a load costs and how long it takes is not what it says. */
const OWN_COST: ReadonlySet<string> = new Set([
  "awsCalls",
  "tookMs",
  "region",
  // A stage has a port of its own, and as many regions on offer as it has cells.
  "endpointUrl",
  // Its clock stands still and ours does not.
  "clockAheadMs",
  "triedAtMs",
  // The smallest question about something there is: any will do.
  "triedOn",
  "regions",
  "queries",
  "queryId",
  "scanCostUsd",
  "spend",
  "cursor",
]);

/** Without what differs between two loads of the same data in two regions. */
function comparable(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(comparable);
  if (typeof json === "string") return json.replace(/\b[a-z]{2}(-[a-z]+)+-\d\b/g, "REGION");
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !OWN_COST.has(name))
      .map(([name, value]) => [
        name,
        name === "meta" ? { incomplete: comparable(memberOf(value, "incomplete")) } : comparable(value),
      ]),
  );
}

/** Path to the first place at which two JSON values differ; null when they are equal. */
export function firstDifference(a: unknown, b: unknown, path = "$"): string | null {
  if (a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) < 1e-9)) return null;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return `${path} (${a.length} → ${b.length})`;
    for (const [index, one] of a.entries()) {
      const found = firstDifference(one, b[index], `${path}[${index}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return `${path} (${brief(a)} → ${brief(b)})`;
  }
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(memberOf(a, name), memberOf(b, name), `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "absent").slice(0, 40);
}

function yes(reason: string): Verdict {
  return { ok: true, reason };
}

function no(reason: string): Verdict {
  return { ok: false, reason };
}
