import { severity } from "@/lib/metrics/health";
import type { Health } from "@/lib/model/views/common";
import type { Answer, ApiRow, FunctionRow } from "@/lib/model/views/overview";

/** Writes an instant as the reader wants it, zone included: `14:05 UTC`. */
export type TellTime = (ms: number) => string;

/** An incident as its own sentence has it: one story in the header and below. */
export interface Told {
  readonly sentence: string;
  readonly failing: boolean;
}

/**
 * The overview in one sentence: is anything wrong, where, since when; with `incidents`, worst first, also why.
 * A part that could not be read (null) is said, never taken for healthy.
 */
export function overviewAnswer(
  functions: readonly FunctionRow[] | null,
  apis: readonly ApiRow[] | null,
  tellTime: TellTime,
  incidents: readonly Told[] = [],
): Answer {
  const ran = functions?.filter((row) => row.health !== "unknown") ?? [];
  const served = apis?.filter((row) => row.health !== "unknown") ?? [];
  const blind = blindness(functions, apis);
  if (functions === null && apis === null) {
    return { health: "unknown", sentence: "Cannot tell: neither functions nor APIs could be read." };
  }
  if (ran.length === 0 && served.length === 0) {
    return { health: "unknown", sentence: `Nothing ran in this window.${blind}` };
  }
  const badFunctions = failing(ran);
  const badApis = failing(served);
  const health = [...badFunctions, ...badApis].reduce<Health>(
    (top, row) => (severity(row.health) > severity(top) ? row.health : top),
    "ok",
  );
  const incident = incidents.find((one) => one.failing);
  if (badFunctions.length === 0 && badApis.length === 0) {
    const parts = [
      ran.length > 0 ? `${count(ran.length, "active function")}` : null,
      served.length > 0 ? `${count(served.length, "API stage")}` : null,
    ].filter((part) => part !== null);
    const within = `${parts.join(" and ")} within bounds`;
    if (incident) {
      return {
        health: "warning",
        sentence: `${capital(within)} over the window, but ${incident.sentence}.${blind}`,
      };
    }
    return {
      health: blind === "" ? "ok" : "unknown",
      sentence: `Nothing is failing: ${within}.${blind}`,
    };
  }
  const parts: string[] = [];
  if (badFunctions.length > 0) {
    parts.push(
      `${badFunctions.length} of ${count(ran.length, "active function")} ${badFunctions.length === 1 ? "is" : "are"} failing`,
    );
  }
  if (badApis.length > 0) {
    parts.push(
      `${badApis.length} of ${count(served.length, "API stage")} ${badApis.length === 1 ? "answers" : "answer"} with errors`,
    );
  }
  const worst = badFunctions[0] ?? badApis[0];
  const since = worst?.sinceMs ?? null;
  const told = incident
    ? `; worst: ${incident.sentence}`
    : worst === undefined
      ? ""
      : `; worst: ${worst.name}, ${worst.reason}${since === null ? "" : ` since ${tellTime(since)}`}`;
  return { health, sentence: `${parts.join(", ")}${told}.${blind}` };
}

/** One function or one stage in a sentence. */
export function subjectAnswer(row: FunctionRow | ApiRow, healthy: string, tellTime: TellTime): Answer {
  if (row.health === "unknown") {
    return { health: "unknown", sentence: `Cannot tell: ${row.reason ?? "no data"}.` };
  }
  if (row.reason === null) return { health: "ok", sentence: healthy };
  const since = row.sinceMs;
  const told = since === null ? "" : ` since ${tellTime(since)}`;
  return { health: row.health, sentence: `${capital(row.reason)}${told}.` };
}

/** Rows that are called out, most severe first, then by number of failures. */
function failing<T extends FunctionRow | ApiRow>(rows: readonly T[]): T[] {
  return rows
    .filter((row) => row.health === "critical" || row.health === "warning")
    .sort((a, b) => severity(b.health) - severity(a.health) || failures(b) - failures(a));
}

function failures(row: FunctionRow | ApiRow): number {
  return "errors" in row ? (row.errors ?? 0) + (row.throttles ?? 0) : (row.status5xx ?? 0);
}

function blindness(functions: readonly unknown[] | null, apis: readonly unknown[] | null): string {
  if (functions === null) return " Functions could not be read.";
  return apis === null ? " APIs could not be read." : "";
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
