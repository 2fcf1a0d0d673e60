import type { Architecture } from "@/lib/cost/usage";

/** What a function is, as far as its price goes. */
export interface FunctionFacts {
  readonly name: string;
  readonly architecture: Architecture;
  /** Of `$LATEST`. */
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  /** Provisioned concurrency is configured: an execution may have been on demand or in a provisioned environment. */
  readonly provisioned: boolean;
}

/** Sums over the REPORTs of a function at one memory size. Whole milliseconds. */
export interface ReportSums {
  readonly memoryMb: number;
  readonly reports: number;
  /** Billed Duration: init included. */
  readonly billedMs: number;
  /** Each duration rounded up, without init. */
  readonly handlerMs: number;
  /** null: no REPORT told. */
  readonly maxMemoryUsedMb: number | null;
  readonly timeouts: number;
  /** `handlerMs` of the executions that timed out. */
  readonly timeoutMs: number;
}

/** What the log lines of a function add up to. */
export interface LineSums {
  readonly bySize: readonly ReportSums[];
  /** Lines of level DEBUG or TRACE; characters of their messages. */
  readonly debug: { readonly lines: number; readonly characters: number };
}

/** Attempts after the first of requests that were tried more than once, at one memory size. */
export interface RetrySums {
  readonly memoryMb: number;
  readonly retries: number;
  readonly billedMs: number;
}

/** One configuration of provisioned concurrency. */
export interface ProvisionedFacts {
  readonly qualifier: string;
  readonly configured: number;
  /** Most executions in it at one moment; 0: nothing ran in it. */
  readonly peak: number;
  /** Time executing in it, of all environments together, between these. */
  readonly busyMs: { readonly low: number; readonly high: number };
}

export interface GroupFacts {
  readonly name: string;
  readonly storedBytes: number;
  /** Since it was created. */
  readonly ageMs: number;
}
