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

/** Counts calls; tests and benchmarks read it at `/_sandbox/calls`. */
export class CallLog {
  private operations = new Map<string, OperationCalls>();

  /** @param operation e.g. `lambda.ListFunctions` */
  add(operation: string, call: FinishedCall): void {
    const before = this.operations.get(operation) ?? NONE;
    this.operations.set(operation, {
      calls: before.calls + 1,
      failed: before.failed + Number(call.failed),
      throttled: before.throttled + Number(call.throttled),
      faulted: before.faulted + Number(call.faulted),
      responseBytes: before.responseBytes + call.responseBytes,
    });
  }

  summary(): { readonly total: number; readonly operations: Readonly<Record<string, OperationCalls>> } {
    const sorted = [...this.operations].sort(([a], [b]) => a.localeCompare(b));
    return {
      total: sorted.reduce((sum, [, counts]) => sum + counts.calls, 0),
      operations: Object.fromEntries(sorted),
    };
  }

  reset(): void {
    this.operations = new Map();
  }
}
