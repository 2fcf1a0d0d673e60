import type { Line } from "@/lib/sandbox/logs/render/line";
import type { AppLog, InvocationDetail, LogFormat } from "@/lib/sandbox/world/types";

export type Failure = NonNullable<InvocationDetail["failure"]>;

/** Where and when a line is written. */
export interface Writing {
  readonly format: LogFormat;
  readonly atMs: number;
  /** null before the first invocation: the runtime knows no request yet. */
  readonly requestId: string | null;
  readonly functionName: string;
}

/** How one language's runtime turns log calls and uncaught failures into log events. */
export interface RuntimeFormatter {
  /** One call of the runtime's own logger: one event, line breaks kept inside. */
  log(log: AppLog, at: Writing): Line[];
  /** What the runtime prints when the handler throws and nobody catches. */
  uncaught(failure: Failure, at: Writing): Line[];
}

/** One event of `text` with its closing line break. */
export function oneEvent(at: Writing, text: string): Line[] {
  return [{ atMs: at.atMs, text: `${text}\n` }];
}

export function jsonEvent(at: Writing, value: object): Line[] {
  return oneEvent(at, JSON.stringify(value));
}

export function hasFields(log: AppLog): boolean {
  return Object.keys(log.fields).length > 0;
}

/** The stack without a leading `Type: message` line, which some languages make part of it. */
export function frames(error: Failure): readonly string[] {
  const first = error.stack[0];
  return first?.includes(error.message) && first.startsWith(error.type) ? error.stack.slice(1) : error.stack;
}
