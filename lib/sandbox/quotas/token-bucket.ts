/** Refills continuously; a call takes one token or is refused. */
export class TokenBucket {
  private tokens: number;
  private filledAtMs: number;

  /**
   * @param perSecond tokens that flow in
   * @param capacity tokens at most, which is the burst after a quiet time
   */
  constructor(
    private readonly perSecond: number,
    private readonly capacity: number,
    nowMs: number,
  ) {
    this.tokens = capacity;
    this.filledAtMs = nowMs;
  }

  /** True when a token was there. `nowMs` must not run backwards; if it does, nothing flows in. */
  take(nowMs: number): boolean {
    const elapsedMs = Math.max(0, nowMs - this.filledAtMs);
    this.tokens = Math.min(this.capacity, this.tokens + (elapsedMs / 1000) * this.perSecond);
    this.filledAtMs = Math.max(this.filledAtMs, nowMs);
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
