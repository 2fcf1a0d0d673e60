import "server-only";

/** How one call was answered: `sent` to AWS, from the cache, or by a call already under way for someone else. */
export type CallOutcome = "sent" | "cached" | "shared";

export interface OperationCounts {
  readonly calls: number;
  readonly sent: number;
  readonly cached: number;
  readonly shared: number;
  /** Further attempts after a throttle or a fault; not part of `calls`. */
  readonly retried: number;
  readonly costUsd: number;
}

export interface MeterSnapshot extends OperationCounts {
  /** Metrics requested from GetMetricData, which AWS bills one by one. */
  readonly billedMetrics: number;
  readonly bytesScanned: number;
  /** Time that calls spent in the queue for pace, summed over calls. */
  readonly waitingMs: number;
  /** By `lambda:ListFunctions`. */
  readonly byOperation: Readonly<Record<string, OperationCounts>>;
}

/** What a call is charged for. Dollars by the price list of `call-prices.ts`: an upper bound, for refused calls count too. */
export interface Charge {
  readonly costUsd: number;
  readonly billedMetrics?: number;
  readonly bytesScanned?: number;
}

/** Counts AWS calls: of one page load, of a browser's session, of a day. What one meter counts may add up in a larger one. */
export interface Meter {
  count(operation: string, outcome: CallOutcome): void;
  charge(operation: string, charge: Charge): void;
  retried(operation: string, attempts: number): void;
  waited(ms: number): void;
  snapshot(): MeterSnapshot;
}

/** A meter whose counts are also counted in `total`; with `null` (default) one that adds up on its own. */
export function createMeter(total: Meter | null = null): Meter {
  return new CountingMeter(total);
}

class OperationTally {
  sent = 0;
  cached = 0;
  shared = 0;
  retried = 0;
  costUsd = 0;

  counts(): OperationCounts {
    const { sent, cached, shared, retried, costUsd } = this;
    return { calls: sent + cached + shared, sent, cached, shared, retried, costUsd };
  }
}

class CountingMeter implements Meter {
  readonly #tallies = new Map<string, OperationTally>();
  readonly #total: Meter | null;
  #billedMetrics = 0;
  #bytesScanned = 0;
  #waitingMs = 0;

  constructor(total: Meter | null) {
    this.#total = total;
  }

  count(operation: string, outcome: CallOutcome): void {
    this.#tally(operation)[outcome] += 1;
    this.#total?.count(operation, outcome);
  }

  charge(operation: string, charge: Charge): void {
    this.#tally(operation).costUsd += charge.costUsd;
    this.#billedMetrics += charge.billedMetrics ?? 0;
    this.#bytesScanned += charge.bytesScanned ?? 0;
    this.#total?.charge(operation, charge);
  }

  retried(operation: string, attempts: number): void {
    this.#tally(operation).retried += attempts;
    this.#total?.retried(operation, attempts);
  }

  waited(ms: number): void {
    this.#waitingMs += ms;
    this.#total?.waited(ms);
  }

  snapshot(): MeterSnapshot {
    const byOperation = new Map([...this.#tallies].map(([name, tally]) => [name, tally.counts()]));
    const all = [...byOperation.values()];
    const sum = (pick: (counts: OperationCounts) => number) => all.reduce((a, counts) => a + pick(counts), 0);
    return {
      calls: sum((c) => c.calls),
      sent: sum((c) => c.sent),
      cached: sum((c) => c.cached),
      shared: sum((c) => c.shared),
      retried: sum((c) => c.retried),
      costUsd: sum((c) => c.costUsd),
      billedMetrics: this.#billedMetrics,
      bytesScanned: this.#bytesScanned,
      waitingMs: this.#waitingMs,
      byOperation: Object.fromEntries(byOperation),
    };
  }

  #tally(operation: string): OperationTally {
    const known = this.#tallies.get(operation);
    if (known !== undefined) return known;
    const tally = new OperationTally();
    this.#tallies.set(operation, tally);
    return tally;
  }
}
