import "server-only";
import type { DurationMs } from "@/lib/base/time";
import { redisScript } from "@/lib/cache/redis-script";
import { sharedStore } from "@/lib/cache/shared-store";

const add = redisScript(`
local sum = redis.call("INCRBYFLOAT", KEYS[1], ARGV[1])
if redis.call("PTTL", KEYS[1]) < 0 then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
return sum
`);

/**
 * Adds to a count that all instances share and gives the new sum. 0 only asks.
 * @param name names the day or the like: a count ends `ttlMs` after it began
 * @returns null when there is no shared store, or none at the moment: count locally
 */
export async function addShared(name: string, amount: number, ttlMs: DurationMs): Promise<number | null> {
  const key = `lambdascope:count:${name}`;
  const sum = await sharedStore()?.run(add, [key], [amount, Math.ceil(ttlMs)]);
  const value = sum instanceof Buffer ? Number(sum.toString()) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
