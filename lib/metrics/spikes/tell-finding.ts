import { formatDuration, formatSpan } from "@/lib/base/format-duration";
import { formatCount, formatExact, formatRatio } from "@/lib/base/format-number";
import { MINUTE_MS } from "@/lib/base/time";
import type { SubjectFinding } from "@/lib/model/subject-finding";

type Told = Pick<SubjectFinding, "measure" | "statistic" | "finding">;

/** How was looked: what a count is per, and how long the baselines are. */
export interface Look {
  readonly periodMs: number;
  readonly fromMs: number;
  /** Of failures. */
  readonly baselineFromMs: number;
  /** Of all else. */
  readonly rhythmFromMs: number;
}

const NAMES: Readonly<Record<SubjectFinding["measure"], string>> = {
  errors: "errors",
  throttles: "throttled calls",
  invocations: "invocations",
  duration: "duration",
  concurrency: "concurrent executions",
  iteratorAge: "iterator age",
  status5xx: "5xx answers",
  status4xx: "4xx answers",
  requests: "requests",
  latency: "latency",
};

/** `errors 12 % (usually 0.4 %)`, `no requests (usually 40 a minute)`, `p95 duration 8.1 s (usually 557 ms)` */
export function findingWords({ measure, statistic, finding }: Told, { periodMs }: Look): string {
  const name = statistic?.startsWith("p") ? `${statistic} ${NAMES[measure]}` : NAMES[measure];
  const level = levelIn(finding, periodMs);
  const usual = finding.usual === 0 ? "usually none" : `usually ${level(finding.usual)}`;
  const now = finding.value === 0 ? `no ${name}` : `${name} ${level(finding.value)}`;
  const worst = finding.shape === "trend" ? `, ${towards(finding)} ${level(finding.peak)}` : "";
  return `${now}${worst} (${usual})`;
}

/** What it was measured against, how much there is of it, and how sure that makes it. One to three sentences. */
export function findingEvidence({ measure, finding }: Told, look: Look): string {
  const { baseline, evidence } = finding;
  const level = levelIn(finding, look.periodMs);
  const middle = baseline.median === null ? "" : `: median ${level(baseline.median)}`;
  const spread = baseline.mad ? ` ± ${level(baseline.mad)}` : "";
  const counted =
    evidence.events === null || evidence.usualEvents === null
      ? `${periods(evidence.periods, look.periodMs)} of it are unlike that.`
      : `${formatCount(evidence.events)} ${NAMES[measure]} where ${formatCount(evidence.usualEvents)} would have been usual.`;
  return `Measured against ${against(finding, look)}${middle}${spread}. ${counted} ${chance(evidence.chance)}`;
}

function levelIn({ kind }: Told["finding"], periodMs: number): (value: number) => string {
  if (kind === "rate") return formatRatio;
  if (kind === "duration" || kind === "age") return formatDuration;
  if (kind === "concurrency") return formatCount;
  return (value) => `${formatCount((value * MINUTE_MS) / periodMs)} a minute`;
}

function towards({ direction }: Told["finding"]): string {
  return direction === "up" ? "growing to" : "falling to";
}

function against(
  { kind, baseline }: Told["finding"],
  { periodMs, fromMs, baselineFromMs, rhythmFromMs }: Look,
): string {
  const beginMs = kind === "rate" ? baselineFromMs : rhythmFromMs;
  const known = `${periods(baseline.periods, periodMs)} with data`;
  if (baseline.source === "rest-of-window")
    return `the rest of the window, as nothing earlier is known (${known})`;
  if (baseline.source === "same-hours")
    return `the same hours of ${baseline.days} earlier ${baseline.days === 1 ? "day" : "days"} (${known})`;
  return `the ${formatSpan(fromMs - beginMs)} before the window and the rest of it (${known})`;
}

function periods(count: number, periodMs: number): string {
  return `${formatCount(count)} ${count === 1 ? "period" : "periods"} of ${formatSpan(periodMs)}`;
}

/** The bound, in round numbers and never surer than one in a million: nobody has seen more windows than that. */
function chance(bound: number): string {
  const power = Math.min(6, Math.floor(-Math.log10(Math.max(bound, Number.MIN_VALUE))));
  return power >= 6
    ? "By chance alone, fewer than one window in a million would show this."
    : `By chance alone, fewer than one window in ${formatExact(10 ** power)} would show this.`;
}
