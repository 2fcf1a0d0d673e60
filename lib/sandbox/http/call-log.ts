/** What the sandbox has answered since the last reset, per operation. */
export interface OperationCalls {
  readonly calls: number;
  /** Answers with a status of 400 or more, and calls that got no answer at all. */
  readonly failed: number;
  /** Of those, by the sandbox's quotas. */
  readonly throttled: number;
  /** Calls that an injected fault touched. */
  readonly faulted: number;
  readonly responseBytes: number;
}

export interface FinishedCall {
  readonly failed: boolean;
  readonly throttled: boolean;
  readonly faulted: boolean;
  readonly responseBytes: number;
}

const NONE: OperationCalls = { calls: 0, failed: 0, throttled: 0, faulted: 0, responseBytes: 0 };

/** Counts calls by region; tests and benchmarks read it at `/_sandbox/calls`. */
export class CallLog {
  private regions = new Map<string, Map<string, OperationCalls>>();

  /**
   * @param operation e.g. `lambda.ListFunctions`
   * @param region of the credential scope; empty when the call has none
   */
  add(operation: string, region: string, call: FinishedCall): void {
    const operations = this.regions.get(region) ?? new Map<string, OperationCalls>();
    this.regions.set(region, operations);
    operations.set(
      operation,
      sumOf(operations.get(operation) ?? NONE, {
        calls: 1,
        failed: Number(call.failed),
        throttled: Number(call.throttled),
        faulted: Number(call.faulted),
        responseBytes: call.responseBytes,
      }),
    );
  }

  /** Of one region, or of all together. */
  summary(region?: string): {
    readonly total: number;
    readonly operations: Readonly<Record<string, OperationCalls>>;
  } {
    const all = new Map<string, OperationCalls>();
    for (const [name, operations] of this.regions) {
      if (region !== undefined && region !== name) continue;
      for (const [operation, counts] of operations) {
        all.set(operation, sumOf(all.get(operation) ?? NONE, counts));
      }
    }
    const sorted = [...all].sort(([a], [b]) => a.localeCompare(b));
    return {
      total: sorted.reduce((sum, [, counts]) => sum + counts.calls, 0),
      operations: Object.fromEntries(sorted),
    };
  }

  reset(): void {
    this.regions = new Map();
  }
}

function sumOf(a: OperationCalls, b: OperationCalls): OperationCalls {
  return {
    calls: a.calls + b.calls,
    failed: a.failed + b.failed,
    throttled: a.throttled + b.throttled,
    faulted: a.faulted + b.faulted,
    responseBytes: a.responseBytes + b.responseBytes,
  };
}
