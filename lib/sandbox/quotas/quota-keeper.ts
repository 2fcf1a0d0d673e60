import type { Service } from "@/lib/sandbox/http/contract";
import { quotasOf } from "@/lib/sandbox/quotas/rates";
import { TokenBucket } from "@/lib/sandbox/quotas/token-bucket";

/** Token buckets of one sandbox, per region. They run on real time even when the world's clock is frozen. */
export class QuotaKeeper {
  private readonly buckets = new Map<string, TokenBucket>();

  /** @param clock monotonic milliseconds */
  constructor(private readonly clock: () => number) {}

  /** False when the call must be refused. A refused call still costs the tokens that it got. */
  admit(service: Service["name"], operation: string, region: string): boolean {
    const nowMs = this.clock();
    return quotasOf(service, operation, region).every((quota) => {
      const key = `${region} ${quota.bucket}`;
      const bucket = this.buckets.get(key) ?? new TokenBucket(quota.perSecond, quota.burst, nowMs);
      this.buckets.set(key, bucket);
      return bucket.take(nowMs);
    });
  }
}
