import { formatCount } from "@/lib/base/format-number";
import { concerns } from "@/lib/model/alarm-concern";
import type { CoverageState, CoveredSubject, MissingAlarms } from "@/lib/model/views/missing-alarms";

/** In one or two sentences, what could go wrong unnoticed. */
export function missingAnswer({ subjects, gaps }: MissingAlarms): string {
  const all = subjects.length;
  if (subjects.every((one) => has(one, "unknown"))) {
    return "Cannot tell: the alarms of the region could not be read.";
  }
  const silent = subjects.filter((one) => has(one, "silent")).length;
  const mute = silent === 0 ? "" : ` ${some(silent)} an alarm that tells nobody.`;
  if (gaps.subjects === 0) {
    return `All ${formatCount(all)} functions and stages have an alarm for what CloudWatch measures of them.${mute}`;
  }
  const parts = [
    [gaps.failures, "failures"],
    [gaps.throttles, "throttles"],
    [gaps.duration, "slow requests"],
  ] as const;
  const lacking = parts.flatMap(([count, what]) => (count > 0 ? [`${formatCount(count)} for ${what}`] : []));
  return `${formatCount(gaps.subjects)} of ${formatCount(all)} functions and stages lack an alarm of their own: ${lacking.join(", ")}.${mute}`;
}

function has({ coverage }: CoveredSubject, state: CoverageState): boolean {
  return concerns.some((concern) => coverage[concern].state === state);
}

function some(count: number): string {
  return count === 1 ? "One has" : `${formatCount(count)} have`;
}
