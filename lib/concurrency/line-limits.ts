import { formatCount, formatRatio } from "@/lib/base/format-number";
import { formatMemoryMb } from "@/lib/base/format-size";
import { healthOfShare, shareOf, WARNING_SHARE } from "@/lib/model/health-of-share";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import type { LimitRow } from "@/lib/model/views/concurrency";
import type { Answer } from "@/lib/model/views/overview";

/** What log lines say of a function's limits, as `/api/cold-starts` tells it. */
export type LinesOfFunction = Pick<ColdFunction, "name" | "state" | "memoryMb" | "limits">;

export interface LineLimits {
  readonly answer: Answer;
  /** Kills and refused responses first, then nearest first. */
  readonly rows: readonly LimitRow[];
  /** Functions whose lines do not say how much memory they used. */
  readonly memoryUnknown: readonly string[];
}

/** Memory against its size, and responses that were too large: what no metric tells, and lines do. */
export function lineLimits(functions: readonly LinesOfFunction[]): LineLimits {
  const memory = functions.flatMap((one) => memoryRow(one) ?? []).sort(nearestFirst);
  const payload = functions.flatMap((one) => payloadRow(one) ?? []).sort(nearestFirst);
  const killed = functions.filter(({ limits }) => (limits?.outOfMemory ?? 0) > 0);
  const isKilled = ({ name }: LimitRow) => killed.some((one) => one.name === name);
  return {
    answer: answerOf(memory, payload, killed, functions.length),
    rows: [...memory.filter(isKilled), ...payload, ...memory.filter((row) => !isKilled(row))],
    memoryUnknown: functions
      .filter(({ limits }) => limits === null || limits.maxMemoryUsedMb === null)
      .map(({ name }) => name)
      .sort(),
  };
}

function memoryRow({ name, state, memoryMb, limits }: LinesOfFunction): LimitRow | null {
  const used = limits?.maxMemoryUsedMb ?? null;
  const kills = limits?.outOfMemory ?? 0;
  const notes = [
    ...(kills > 0 ? [`Killed ${times(kills)} for lack of memory`] : []),
    ...(state === "partial" ? ["A part of its lines was not read: at least so much"] : []),
  ];
  const note = notes.length === 0 ? null : notes.join(". ");
  if (used === null) {
    return kills === 0 ? null : countRow("memory", name, kills, `${note}; how much it used, no line says`);
  }
  const limit = limits?.memorySizeMb ?? memoryMb;
  const share = shareOf(used, limit);
  const health = kills > 0 ? "critical" : healthOfShare(share);
  return {
    kind: "memory",
    name,
    apiId: null,
    stage: null,
    unit: "mb",
    used,
    limit,
    share,
    sinceMs: null,
    health,
    note,
  };
}

function payloadRow({ name, limits }: LinesOfFunction): LimitRow | null {
  const refused = limits?.payloadErrors ?? 0;
  return refused === 0
    ? null
    : countRow("payload", name, refused, "Responses that Lambda refused: over 6 MB, or 200 MB streamed");
}

function countRow(kind: LimitRow["kind"], name: string, used: number, note: string): LimitRow {
  return {
    kind,
    name,
    apiId: null,
    stage: null,
    unit: "count",
    used,
    limit: null,
    share: null,
    sinceMs: null,
    health: "critical",
    note,
  };
}

function answerOf(
  memory: readonly LimitRow[],
  payload: readonly LimitRow[],
  killed: readonly LinesOfFunction[],
  asked: number,
): Answer {
  const held = memory.filter(({ share }) => share !== null);
  const [top] = held;
  const refused = payload.map(({ name, used }) => `${name} had ${responses(used)} refused for their size.`);
  if (memory.length === 0 && refused.length === 0) {
    return { health: "unknown", sentence: "No log line of this window says how much memory was used." };
  }
  const near = held.filter(({ share }) => (share ?? 0) >= WARNING_SHARE);
  const parts = [
    killed.length > 0 ? killedPart(killed, memory) : nearPart(top, near.length, held.length, asked),
    ...refused,
    ...(refused.length === 0 ? ["No line tells of a response refused for its size."] : []),
  ];
  const critical = payload.length > 0 || memory.some(({ health }) => health === "critical");
  const fine = held.length === 0 ? "unknown" : near.length === 0 ? "ok" : "warning";
  return { health: critical ? "critical" : fine, sentence: parts.filter((part) => part !== "").join(" ") };
}

function killedPart(killed: readonly LinesOfFunction[], memory: readonly LimitRow[]): string {
  const most = [...killed].sort((a, b) => (b.limits?.outOfMemory ?? 0) - (a.limits?.outOfMemory ?? 0));
  const [first] = most;
  if (first === undefined) return "";
  const row = memory.find(({ name, share }) => name === first.name && share !== null);
  const used =
    row === undefined ? "" : ` after using ${formatMemoryMb(row.used)} of ${formatMemoryMb(row.limit)}`;
  const others =
    most.length === 1
      ? ""
      : ` So ${most.length === 2 ? "was" : "were"} ${most
          .slice(1)
          .map(({ name }) => name)
          .join(", ")}.`;
  return `${first.name} was killed ${times(first.limits?.outOfMemory ?? 0)} for lack of memory${used}.${others}`;
}

function nearPart(top: LimitRow | undefined, near: number, held: number, asked: number): string {
  if (top === undefined) return "No memory size is known to hold the use against.";
  const at = `${formatMemoryMb(top.used)} of ${formatMemoryMb(top.limit)} (${formatRatio(top.share)})`;
  if (asked === 1) return `${top.name} used ${at} of memory at most.`;
  const noun = held === 1 ? "function" : "functions";
  const of = held === asked ? noun : `${noun} whose lines tell`;
  const many = near === 0 ? "none" : formatCount(near);
  return `Of ${formatCount(held)} ${of}, ${many} used 80 % of ${near === 1 ? "its" : "their"} memory or more; nearest: ${top.name}, ${at}.`;
}

/** A row without a share stands for events that should not be. */
function nearestFirst(a: LimitRow, b: LimitRow): number {
  return (b.share ?? 2) - (a.share ?? 2) || a.name.localeCompare(b.name);
}

function times(n: number): string {
  return n === 1 ? "once" : `${formatCount(n)} times`;
}

function responses(n: number): string {
  return `${formatCount(n)} response${n === 1 ? "" : "s"}`;
}
