import { withoutPart } from "@/lib/comparison/percentile-curve";
import { requestsOf, type Side } from "@/lib/comparison/side";

/** Whether the stage's own metrics have the requests of its canary in them. */
export interface Counting {
  readonly included: boolean;
  /** False: requests are too few to see it, and the documentation decides. */
  readonly seen: boolean;
}

/** The one is this much more likely than the other. */
const ODDS = Math.log(100);

/**
 * API Gateway's documentation says that canary requests are reported for the stage as well as for `stage/Canary`. The
 * counts themselves show it: of the stage's requests the canary should have its configured share, or of both together.
 * [D canary-release]
 */
export function countingOf(stage: readonly number[], canary: readonly number[], share: number): Counting {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const [whole, part] = [total(stage), total(canary)];
  // A period in which the canary had more than the stage settles it.
  if (canary.some((count, i) => count > (stage[i] ?? 0))) return { included: false, seen: true };
  if (share <= 0 || share >= 1 || part === 0) return { included: true, seen: false };
  const inside = part * Math.log(share) + (whole - part) * Math.log(1 - share) + logChoose(whole, part);
  const beside = part * Math.log(share) + whole * Math.log(1 - share) + logChoose(whole + part, part);
  const odds = inside - beside;
  return Math.abs(odds) < ODDS ? { included: true, seen: false } : { included: odds > 0, seen: true };
}

/** The base: the stage less its canary, where the stage counts both. */
export function baseOf(stage: Side, canary: Side, { included }: Counting): Side {
  if (!included) return { ...stage, of: "of the base" };
  const whole = requestsOf(stage);
  const less = (all: readonly number[], part: readonly number[]) =>
    all.map((count, i) => Math.max(0, count - (part[i] ?? 0)));
  const requests = less(stage.requests, canary.requests);
  // Should the stage not count its canary after all, more would be left of the failures than of the requests.
  const lessFailed = (all: readonly number[], part: readonly number[]) =>
    less(all, part).map((count, i) => Math.min(count, requests[i] ?? 0));
  return {
    ...stage,
    of: "of the base",
    requests,
    failures: lessFailed(stage.failures, canary.failures),
    clientErrors:
      stage.clientErrors === null || canary.clientErrors === null
        ? null
        : lessFailed(stage.clientErrors, canary.clientErrors),
    curve:
      stage.curve === null || canary.curve === null || whole === 0
        ? stage.curve
        : withoutPart(stage.curve, canary.curve, requestsOf(canary) / whole),
  };
}

/** ln (n over k), by Stirling's series: exact enough for odds. */
function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

function logFactorial(n: number): number {
  return n < 2 ? 0 : n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n);
}
