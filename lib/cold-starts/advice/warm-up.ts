import { formatDuration, formatSpan } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Advice, AdviceFacts, Explained } from "@/lib/cold-starts/advice/advice";

const MONTH_MS = 730 * HOUR_MS;
/** Schedules come in whole minutes; a tenth is what their lateness and ours in measuring take. */
const MARGIN = 0.9;

/** A schedule that calls the function before its one environment is taken away for idling. */
export function warmUpAdvice(facts: AdviceFacts): readonly Advice[] {
  const { explained } = facts;
  if (explained === null) return [];
  const { idle, burst, deployment, first } = explained.causes;
  const all = idle + burst + deployment + first;
  if (idle === 0) return [];
  const stays = `A call keeps one environment warm: what bursts (${formatCount(burst)}) and deployments (${formatCount(deployment)}) cause stays.`;
  const share = `${formatCount(idle)} of ${formatCount(all)} felt cold starts (${formatRatio(idle / all)}) came after the function had been idle.`;
  const everyMs = intervalOf(explained);
  if (everyMs === null) {
    return [
      {
        kind: "warm-up",
        text: "A call on a schedule would help, if it comes often enough.",
        evidence: share,
        removes: null,
        monthlyUsd: null,
        unknowable: `After how long an idle time its environments go away: no such gap was seen that one outlived. ${stays}`,
      },
    ];
  }
  const beat = explained.regular;
  if (beat !== null && beat.everyMs <= everyMs) {
    return [
      {
        kind: "warm-up",
        text: `It is called every ${formatSpan(beat.everyMs)} already, often enough for one environment.`,
        evidence: `${share} Of the calls on that beat ${formatCount(beat.felt)} of ${formatCount(beat.calls)} waited themselves, of the others ${formatCount(beat.otherFelt)} of ${formatCount(beat.otherCalls)}.`,
        removes: null,
        monthlyUsd: null,
        unknowable: stays,
      },
    ];
  }
  const price = priceOf(facts, everyMs);
  return [
    {
      kind: "warm-up",
      text: `Call it every ${formatSpan(everyMs)} by a schedule.`,
      evidence: [
        share,
        timeoutText(explained),
        price === null
          ? "What the calls cost cannot be told."
          : `${formatCount(MONTH_MS / everyMs)} calls a month cost ${formatUsd(price)}, if each takes the usual ${formatDuration(explained.durationP50Ms)}.`,
      ].join(" "),
      removes: { count: idle, share: idle / all },
      monthlyUsd: price,
      unknowable: `${stays} Lambda does not promise its idle time, which may change.`,
    },
  ];
}

/** A whole number of minutes, at least one, below the time that environments are known to outlive. */
function intervalOf({ idle: { timeout } }: Explained): number | null {
  if (timeout === null) return null;
  const safeMs = Math.max(timeout.atLeastMs, (timeout.estimateMs ?? 0) * MARGIN);
  const minutes = Math.floor(safeMs / MINUTE_MS);
  return minutes < 1 ? null : minutes * MINUTE_MS;
}

function timeoutText({ idle: { timeout } }: Explained): string {
  if (timeout === null) return "";
  const outlived = `Its environments outlived ${formatDuration(timeout.atLeastMs)} without a call`;
  return timeout.atMostMs === null
    ? `${outlived}; after how long they go is not seen.`
    : `${outlived}, and were gone after ${formatDuration(timeout.atMostMs)}.`;
}

function priceOf({ explained, config, prices }: AdviceFacts, everyMs: number): number | null {
  const durationMs = explained?.durationP50Ms ?? null;
  if (durationMs === null || config.memoryMb === null || prices.onDemandUsd === null) return null;
  const gbSeconds = ((config.memoryMb / 1024) * Math.ceil(durationMs)) / 1000;
  return (MONTH_MS / everyMs) * (prices.requestUsd + gbSeconds * prices.onDemandUsd);
}
