import { formatCount, formatRatio } from "@/lib/base/format-number";
import { CAUSE_WORDS } from "@/lib/concurrency/function-concurrency";
import { CRITICAL_SHARE, WARNING_SHARE } from "@/lib/model/health-of-share";
import type { AccountConcurrency, FunctionConcurrency, LimitRow } from "@/lib/model/views/concurrency";
import type { Answer } from "@/lib/model/views/overview";

type TellTime = (ms: number) => string;

/** Which function will hit its limit, and why were calls throttled? `functions` are sorted, least headroom first. */
export function concurrencyAnswer(
  functions: readonly FunctionConcurrency[],
  account: AccountConcurrency,
  tellTime: TellTime,
): Answer {
  const throttled = functions.filter(({ throttles }) => (throttles ?? 0) > 0);
  const near = functions.filter(
    ({ throttles, share, limitKind }) =>
      !throttles && limitKind === "reserved" && (share ?? 0) >= WARNING_SHARE,
  );
  const pool = poolPart(account);
  const coming = functions.find(({ forecast }) => forecast?.state === "reaches");
  const next = coming?.forecast?.atMs
    ? ` ${coming.name} reaches its limit about ${tellTime(coming.forecast.atMs)} at this trend.`
    : "";
  const [worst] = throttled;
  if (worst) {
    const others = throttled.length === 1 ? "" : ` ${count(throttled.length - 1, "other function")} too.`;
    return {
      health: "critical",
      sentence: `${throttledPart(worst, tellTime)}.${others}${next} ${pool.text}`,
    };
  }
  const [nearest] = near;
  if (nearest) {
    const health = (nearest.share ?? 0) >= CRITICAL_SHARE ? "critical" : "warning";
    const used = `${nearest.name} is nearest to its limit: ${formatCount(nearest.peak)} of ${formatCount(nearest.limit)} reserved (${formatRatio(nearest.share)}).`;
    return { health, sentence: `${used}${next} ${pool.text}` };
  }
  if (functions.every(({ peak }) => peak === null)) {
    return { health: "unknown", sentence: "Nothing ran in this window." };
  }
  const only = functions.length === 1 ? functions[0] : undefined;
  const unread = functions.filter(({ limitKind }) => limitKind === "unknown").length;
  const blind = unread === 0 ? "" : ` The reservation of ${count(unread, "function")} is not known.`;
  return {
    health: pool.health === "ok" && unread > 0 ? "unknown" : pool.health,
    sentence: `${only ? `${only.name} was not throttled` : "No call was throttled"}.${next} ${pool.text}${blind}`,
  };
}

function throttledPart({ name, throttles, throttled }: FunctionConcurrency, tellTime: TellTime): string {
  const first = throttled[0];
  if (!first) return `${name} was throttled ${formatCount(throttles)} times`;
  const last = throttled.at(-1) ?? first;
  const several = throttled.length === 1 ? "" : `in ${formatCount(throttled.length)} runs, the last `;
  const span = `${several}from ${tellTime(last.fromMs)} to ${tellTime(last.toMs)}`;
  const biggest = throttled.reduce((top, one) => (one.throttles > top.throttles ? one : top), first);
  const why =
    biggest.cause === "function-limit"
      ? `it reached the ${formatCount(biggest.limit)} concurrent executions reserved for it`
      : CAUSE_WORDS[biggest.cause];
  return `${name} was throttled ${formatCount(throttles)} times ${span}: ${why}`;
}

function poolPart({ share, poolPeak, unreservedLimit, health }: AccountConcurrency): {
  text: string;
  health: Answer["health"];
} {
  if (share === null)
    return { health: "unknown", text: "How much of the account's pool is left is not known." };
  return {
    health,
    text: `The account's pool peaked at ${formatCount(poolPeak)} of ${formatCount(unreservedLimit)} (${formatRatio(share)}).`,
  };
}

/** Who is near a limit? `rows` are sorted, nearest first; rows without a share are lost events. */
export function limitsAnswer(rows: readonly LimitRow[], tellTime: TellTime): Answer {
  const held = rows.filter(({ share }) => share !== null);
  const near = held.filter(({ share }) => (share ?? 0) >= WARNING_SHARE);
  const losers = [...new Set(rows.filter(({ share }) => share === null).map(({ name }) => name))];
  const [top] = held;
  if (!top && losers.length === 0) {
    return { health: "unknown", sentence: "No figure to hold against a limit in this window." };
  }
  const at = top && `${LIMIT_WORDS[top.kind]} at ${formatRatio(top.share)}`;
  const since = top?.sinceMs == null ? "" : ` since ${tellTime(top.sinceMs)}`;
  const names = new Set(near.map(({ name, stage }) => `${name}/${stage ?? ""}`)).size;
  const head =
    names > 1
      ? `${formatCount(names)} functions or stages are at 80 % of a limit or more; nearest: ${top?.name}, ${at}${since}.`
      : names === 1
        ? `${top?.name} is near a limit: ${at}${since}.`
        : `Nothing is at 80 % of a limit.${top ? ` Nearest: ${top.name}, ${at}.` : ""}`;
  const lost =
    losers.length === 0
      ? ""
      : ` ${losers.slice(0, 3).join(", ")}${losers.length > 3 ? " and others" : ""} lost events.`;
  const health =
    losers.length > 0 || near.some((row) => row.health === "critical")
      ? "critical"
      : near.length > 0
        ? "warning"
        : "ok";
  return { health, sentence: `${head}${lost}` };
}

/** What a limit is of, in a few words. */
export const LIMIT_WORDS = {
  duration: "duration",
  memory: "memory",
  payload: "response size",
  "iterator-age": "iterator age",
  "async-age": "event age",
  "events-dropped": "events dropped",
  "dead-letter": "dead-letter errors",
  destination: "destination failures",
  "api-rate": "requests per second",
} as const satisfies Record<LimitRow["kind"], string>;

function count(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? "" : "s"}`;
}
