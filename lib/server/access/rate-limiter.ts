import "server-only";
import { LRUCache } from "lru-cache";
import { type Allowance, rateOf, takeToken, type Weight } from "@/lib/access/token-rule";
import { processWide } from "@/lib/config/process-wide";

/** Of so many people the allowance is remembered. Whoever is forgotten has all of it again. */
const PEOPLE = 10_000;

/** null: go on. Otherwise after how long there is one more. Counted by each process for itself. */
export function refusedForMs(
  who: string,
  weight: Weight,
  costlyPerMinute: number,
  nowMs: number,
): number | null {
  const allowances = processWide("allowances", () => new LRUCache<string, Allowance>({ max: PEOPLE }));
  const key = `${weight} ${who}`;
  const { left, retryAfterMs } = takeToken(allowances.get(key), rateOf(weight, costlyPerMinute), nowMs);
  allowances.set(key, left);
  return retryAfterMs;
}
