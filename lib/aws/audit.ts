import "server-only";
import { appendFile } from "node:fs/promises";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import { costOf, isBilled } from "@/lib/aws/call-cost";
import type { CallScope } from "@/lib/aws/call-scope";
import { processWide } from "@/lib/config/process-wide";

/** What the dashboard asked of AWS for money, and for whom: one line of JSON each. */

export type AuditEvent =
  /** A request is sent that is billed, by what it asks or by what it will read. */
  | "sent"
  /** A query ended: now it is known what it read. */
  | "ended"
  /** Somebody changed what may be spent today, in all accounts; the cost is what was spent by then. */
  | "budget";

export interface AuditedCall {
  /** `logs:StartQuery` */
  readonly operation: string;
  /** The input: names, window and text of a query. */
  readonly asked?: unknown;
  /** As far as it is known at this point. */
  readonly costUsd: number;
  readonly bytesScanned?: number;
}

/** Longer inputs are cut. */
const MAX_ASKED_CHARACTERS = 4_000;
/** A disk that does not take lines must not take the memory. */
const MAX_WAITING_LINES = 10_000;

type Sink = (line: string) => void;

/** Before this, as in a test, nothing is written. null: standard output. */
export function startAudit(file: string | null): void {
  const sink = file === null ? (line: string) => void process.stdout.write(line) : appendTo(file);
  holder().sink = sink;
}

/** Nothing is written for what is free. */
export function auditRequest(
  scope: AuditedScope,
  { service, operation, billed, unbilled, key }: AuditedRequest,
): void {
  if (unbilled === true) return;
  // Spans that Transaction Search keeps are billed where they are scanned, by a price of the account's own.
  if (!isBilled(service, operation) && operation !== "StartTraceRetrieval") return;
  const { costUsd } = costOf(service, operation, billed?.metrics ?? 0);
  const asked = billed === undefined ? key : metricsOf(key, billed.metrics);
  audit(scope, "sent", { operation: operationName(service, operation), asked, costUsd });
}

/** The names of a page's metrics would fill screens; how many they are and when is what is paid for. */
function metricsOf(key: unknown, metrics: number): unknown {
  const window = typeof key === "object" && key !== null && "window" in key ? key.window : undefined;
  return { metrics, ...(window === undefined ? {} : { window }) };
}

interface AuditedRequest {
  readonly service: AwsService;
  readonly operation: string;
  readonly billed?: { readonly metrics: number };
  readonly unbilled?: boolean;
  readonly key?: unknown;
}

type AuditedScope = Pick<CallScope, "account" | "region" | "viewer" | "path">;

export function audit(scope: AuditedScope, event: AuditEvent, call: AuditedCall): void {
  holder().sink?.(auditLine(scope, event, call, new Date()));
}

/**
 * Ends with the one line break that it contains. Everything but printable ASCII is escaped: neither a query's text nor a
 * person's name can begin a line of its own, or tell a terminal what to do.
 */
export function auditLine(
  { account, region, viewer, path }: AuditedScope,
  event: AuditEvent,
  { operation, asked, costUsd, bytesScanned }: AuditedCall,
  now: Date,
): string {
  const line = {
    audit: event,
    time: now.toISOString(),
    viewer: viewer ?? null,
    page: path ?? null,
    account,
    region,
    operation,
    costUsd: Number(costUsd.toFixed(9)),
    ...(bytesScanned === undefined ? {} : { bytesScanned }),
    ...(asked === undefined ? {} : { asked: shortened(asked) }),
  };
  const text = JSON.stringify(line);
  return `${text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

/** As it is, or the beginning of its text. */
function shortened(asked: unknown): unknown {
  const text = JSON.stringify(asked) ?? "";
  return text.length <= MAX_ASKED_CHARACTERS ? asked : `${text.slice(0, MAX_ASKED_CHARACTERS)}…`;
}

/** In order, many at once where they come fast. The file is opened anew each time, so that it may be moved away. */
function appendTo(file: string): Sink {
  let waiting: string[] = [];
  let lost = 0;
  let dropped = 0;
  // Told each time and not kept: people go on working, and whoever needs the lines sees that there are none.
  const lose = (count: number, reason: string) => {
    lost += count;
    console.error(`LAMBDASCOPE_AUDIT_FILE: ${lost} audit lines could not be written: ${reason}`);
  };
  let writing = false;
  const flush = async () => {
    writing = true;
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await appendFile(file, lines.join(""), { mode: 0o600 });
      } catch (error) {
        lose(lines.length, error instanceof Error ? error.message : String(error));
      }
      if (dropped > 0) lose(dropped, "they came faster than the disk takes them");
      dropped = 0;
    }
    writing = false;
  };
  return (line) => {
    if (waiting.length >= MAX_WAITING_LINES) dropped += 1;
    else waiting.push(line);
    if (!writing) void flush();
  };
}

function holder(): { sink: Sink | null } {
  return processWide("audit", () => ({ sink: null }));
}
