import "server-only";
import {
  GetQueryResultsCommand,
  type GetQueryResultsResponse,
  type ResultField,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { audit } from "@/lib/aws/audit";
import { AwsFailure, abortError } from "@/lib/aws/aws-failure";
import { budget } from "@/lib/aws/budget";
import { callPrices } from "@/lib/aws/call-prices";
import type { CallScope } from "@/lib/aws/call-scope";
import { logsClient } from "@/lib/aws/clients";
import { call, callMerged } from "@/lib/aws/gateway";
import { pause } from "@/lib/aws/pause";
import { numberOf } from "@/lib/aws/wire";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";

export interface InsightsQuery {
  /** At most 50. */
  readonly groups: readonly string[];
  /**
   * Half-open; AWS takes whole seconds and counts in both ends, so that up to a second more is read on either side. A
   * query that must not count it says `inWindow`.
   */
  readonly fromMs: number;
  readonly toMs: number;
  /** Logs Insights QL. */
  readonly text: string;
  /** Rows at most, up to 100,000. */
  readonly limit: number;
}

/** The window to the millisecond, as a query's first command. */
export function inWindow({ fromMs, toMs }: Pick<InsightsQuery, "fromMs" | "toMs">): string {
  return `filter toMillis(@timestamp) >= ${fromMs} and toMillis(@timestamp) < ${toMs}`;
}

export type InsightsRow = Readonly<Record<string, string>>;

/** The group of a row's `@log`, which is `<account>:<group>`. [D CWL_AnalyzeLogData-discoverable-fields] */
export function groupOfLog(log = ""): string {
  return log.replace(/^\d{12}:/, "");
}

export type InsightsState =
  /** Too many queries run in the account: this one waits for its turn. */
  | { readonly state: "queued" }
  | ({ readonly state: "running" } & Findings)
  | ({ readonly state: "complete" } & Findings);

interface Findings {
  /** For `readInsightsQuery`. */
  readonly id: string;
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
}

const POLL_MS: readonly DurationMs[] = [200, 300, 500, 1_000];
const QUEUE_POLL_MS: DurationMs = 5_000;
const QUEUE_PATIENCE_MS: DurationMs = 2 * 60_000;
/** Rows of one GetQueryResults page. [M] */
const PAGE_ROWS = 10_000;

/**
 * Runs a query and tells its states, `complete` last. Stops the query when the caller stops reading. Throws `AwsFailure`:
 * `denied` without the right to StartQuery, `invalid` for a query that cannot be read (the message says where),
 * `throttled` when no turn came within two minutes, `partial` when AWS gave up.
 */
export async function* runInsightsQuery(
  scope: CallScope,
  query: InsightsQuery,
): AsyncGenerator<InsightsState, void> {
  yield* follow(scope, yield* startWhenFree(scope, query), "ours");
}

/**
 * The states of a query that was started before, at no cost: AWS keeps results for seven days. [D cloudwatch_limits_cwl]
 * Throws `AwsFailure`: `not-found` once they are forgotten.
 */
export function readInsightsQuery(scope: CallScope, id: string): AsyncGenerator<InsightsState, void> {
  return follow(scope, id, "earlier");
}

/** A query of our own is charged for, and stopped when the caller stops reading. */
async function* follow(
  scope: CallScope,
  id: string,
  whose: "ours" | "earlier",
): AsyncGenerator<InsightsState, void> {
  let ended = false;
  let charged = 0;
  try {
    if (scope.signal.aborted) throw abortError();
    for (let poll = 0; ; poll++) {
      const answer = await getResults(scope, id);
      if (whose === "ours") {
        scope.meter.charge("logs:StartQuery", scanCharge(answer.bytesScanned - charged));
      }
      charged = answer.bytesScanned;
      if (answer.status === "Complete") {
        ended = true;
        yield { state: "complete", id, rows: answer.rows, bytesScanned: answer.bytesScanned };
        return;
      }
      if (hopeless.has(answer.status)) {
        ended = true;
        throw gaveUp(answer.status);
      }
      if (whose === "ours" && budget().isUsedUp()) throw budget().refuse("logs", "StartQuery");
      yield { state: "running", id, rows: answer.rows, bytesScanned: answer.bytesScanned };
      await pause(POLL_MS[poll] ?? 1_000, scope.signal);
    }
  } finally {
    if (whose === "ours") {
      const { costUsd, bytesScanned } = scanCharge(charged);
      audit(scope, "ended", { operation: "logs:StartQuery", asked: { id }, costUsd, bytesScanned });
    }
    if (!ended && whose === "ours") await stopQuery(scope, id, charged);
  }
}

const hopeless: ReadonlySet<string> = new Set(["Failed", "Cancelled", "Timeout"]);

async function* startWhenFree(scope: CallScope, query: InsightsQuery): AsyncGenerator<InsightsState, string> {
  const since = performance.now();
  for (;;) {
    try {
      return await startQuery(scope, query);
    } catch (error) {
      if (!isFull(error) || performance.now() - since > QUEUE_PATIENCE_MS) throw placed(error);
      yield { state: "queued" };
      await pause(QUEUE_POLL_MS, scope.signal);
    }
  }
}

/**
 * Started to the end even when the reader leaves meanwhile: a query whose id nobody learned could not be stopped, and would
 * be paid for whole.
 */
async function startQuery(reader: CallScope, { groups, fromMs, toMs, text, limit }: InsightsQuery) {
  if (reader.signal.aborted) throw abortError();
  const scope = { ...reader, signal: new AbortController().signal };
  const { id } = await call(scope, {
    service: "logs",
    operation: "StartQuery",
    key: { groups, fromMs, toMs, text, limit, once: performance.now() },
    cacheForMs: 0,
    send: (signal) =>
      logsClient(scope).send(
        new StartQueryCommand({
          logGroupNames: [...groups],
          startTime: Math.floor(fromMs / SECOND_MS),
          // Inclusive; how much of the second that it names is not documented: none but its beginning is relied on. [M]
          endTime: Math.ceil(toMs / SECOND_MS),
          queryString: text,
          limit,
        }),
        { abortSignal: signal },
      ),
    read: (wire) => ({ id: wire.queryId ?? "" }),
  });
  return id;
}

interface QueryAnswer {
  readonly status: string;
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
}

function getResults(scope: CallScope, id: string): Promise<QueryAnswer> {
  return callMerged(scope, {
    service: "logs",
    operation: "GetQueryResults",
    key: { id },
    cacheForMs: 0,
    sendPage: (token, signal) =>
      logsClient(scope).send(
        new GetQueryResultsCommand({ queryId: id, nextToken: token, maxItems: PAGE_ROWS }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.nextToken,
    read: answerOf,
  });
}

function answerOf(pages: readonly GetQueryResultsResponse[]): QueryAnswer {
  const last = pages[pages.length - 1];
  return {
    status: last?.status ?? "Unknown",
    rows: pages.flatMap((page) => (page.results ?? []).map(rowOf)),
    bytesScanned: numberOf(last?.statistics?.bytesScanned) ?? 0,
  };
}

function rowOf(fields: readonly ResultField[]): InsightsRow {
  return Object.fromEntries(fields.map(({ field, value }) => [field ?? "", value ?? ""]));
}

/** The reader may be gone already, so the call has a signal of its own; that it failed is of no interest to anyone. */
async function stopQuery(scope: CallScope, id: string, charged: number): Promise<void> {
  const last = { ...scope, signal: AbortSignal.timeout(5_000) };
  await call(last, {
    service: "logs",
    operation: "StopQuery",
    key: { id },
    cacheForMs: 0,
    send: (each) => logsClient(scope).send(new StopQueryCommand({ queryId: id }), { abortSignal: each }),
    read: () => true,
  }).catch(() => {});
  // What it scanned until it stopped is billed too.
  const answer = await getResults(last, id).catch(() => null);
  if (answer !== null) scope.meter.charge("logs:StartQuery", scanCharge(answer.bytesScanned - charged));
}

/** The SDK has tried four times already. [M LimitExceededException] */
function isFull(error: unknown): boolean {
  return (
    error instanceof AwsFailure &&
    error.cause instanceof Error &&
    error.cause.name === "LimitExceededException"
  );
}

/** With the place of the mistake in the query, which AWS gives as offsets. */
function placed(error: unknown): unknown {
  if (!(error instanceof AwsFailure)) return error;
  const place = placeIn(error.cause);
  if (place === null) return error;
  const message = `${error.failure.message} (at character ${place + 1})`;
  return new AwsFailure({ ...error.failure, kind: "invalid", message }, { cause: error.cause });
}

function placeIn(cause: unknown): number | null {
  if (typeof cause !== "object" || cause === null || !("queryCompileError" in cause)) return null;
  const problem = cause.queryCompileError;
  if (typeof problem !== "object" || problem === null || !("location" in problem)) return null;
  const { location } = problem;
  if (typeof location !== "object" || location === null || !("startCharOffset" in location)) return null;
  return typeof location.startCharOffset === "number" ? location.startCharOffset : null;
}

function gaveUp(status: string): AwsFailure {
  return new AwsFailure({
    kind: "partial",
    operation: "logs:GetQueryResults",
    message: `Logs Insights ended the query as ${status}.`,
    nextStep: "Ask for a shorter window, or fewer log groups.",
    action: null,
    resource: null,
  });
}

function scanCharge(bytes: number) {
  const scanned = Math.max(0, bytes);
  return { costUsd: (scanned / 1e9) * callPrices.perGbScannedUsd, bytesScanned: scanned };
}
