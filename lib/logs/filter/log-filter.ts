import type { LogLevel } from "@/lib/model/log";

export interface TextFilter {
  readonly kind: "text" | "regex";
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** What is wanted; every member null or empty means everything. */
export interface LogFilter {
  readonly text: TextFilter | null;
  /** This level or a worse one. */
  readonly level: LogLevel | null;
  /** Of `InvocationStatus`, and `throttled`. */
  readonly statuses: readonly string[];
  readonly cold: boolean | null;
  /** Milliseconds; longer than it or equal. */
  readonly minDurationMs: number | null;
  readonly functionName: string | null;
  readonly version: string | null;
  /** Lambda's or API Gateway's. */
  readonly requestId: string | null;
}

export const everything: LogFilter = {
  text: null,
  level: null,
  statuses: [],
  cold: null,
  minDurationMs: null,
  functionName: null,
  version: null,
  requestId: null,
};
