import "server-only";
import { compileText } from "@/lib/logs/filter/compile-text";
import type { Failure } from "@/lib/model/failure";
import type { LogsAnswer } from "@/lib/model/views/log-answer";
import type { LogsDone, LogsEvents, LogsMeta, LogsNote } from "@/lib/model/views/logs";
import type { LoadLimits } from "@/lib/server/logs/load-budget";
import { requireSources } from "@/lib/server/logs/logs";
import { runRowsJob } from "@/lib/server/logs/rows/run-rows-job";
import { streamLogs } from "@/lib/server/logs/stream-logs";
import { metaOf } from "@/lib/server/meta";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type LogFilters, type LogsParams, parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/** The server holds the lines itself here, so less than what a browser may load. */
const limits: LoadLimits = { events: 100_000, bytes: 32 * 1024 * 1024 };
const DEFAULT_ROWS = 500;
const MAX_ROWS = 5_000;

/**
 * `/api/logs` as JSON: requests, lines or errors of the sources, filtered.
 * @throws BadParameter also for a regular expression that cannot be read, AccountTrouble
 */
export async function loadLogs(search: RawSearch, signal: AbortSignal): Promise<LogsAnswer> {
  const params = parseLogs(search);
  requireSources(params);
  const limit = rowLimit(search);
  checkPattern(params.filters);
  const view = await openView(search, signal);
  const { meta, done, notes, failures, pages } = await read(view, params);
  const { type: _type, awsCalls: _calls, costUsd: _cost, ...summary } = done;
  const { sources } = meta;
  const compared = params.view === "errors" && failures.length === 0 && done.truncated === null;
  const previous = compared && params.cursor === null ? await readPrevious(view, params) : null;
  const { filters } = params;
  const rows = await runRowsJob({ sources, pages, previous, view: params.view, filters, limit }, signal);
  return {
    meta: metaOf(view, {
      logs: failures.length === 0 ? { state: "ok", data: null } : { state: "partial", data: null, failures },
    }),
    sources,
    notes,
    read: summary,
    view: params.view,
    limit,
    ...rows,
  };
}

interface Read {
  readonly meta: LogsMeta;
  readonly done: LogsDone;
  readonly notes: LogsNote[];
  readonly failures: Failure[];
  readonly pages: LogsEvents[];
}

async function read(view: ViewRequest, params: LogsParams): Promise<Read> {
  const notes: LogsNote[] = [];
  const failures: Failure[] = [];
  const pages: LogsEvents[] = [];
  let meta: LogsMeta | null = null;
  let done: LogsDone | null = null;
  for await (const message of streamLogs(view, params, limits)) {
    switch (message.type) {
      case "meta":
        meta = message;
        break;
      case "events":
        pages.push(message);
        break;
      case "note":
        notes.push(message);
        break;
      case "failure":
        failures.push(message.failure);
        break;
      case "done":
        done = message;
        break;
    }
  }
  if (meta === null || done === null)
    throw new Error("A load of logs ended without its first or last message.");
  return { meta, done, notes, failures, pages };
}

/** What the equal window before held; null unless all of it could be read: less would look like an improvement. */
async function readPrevious(view: ViewRequest, params: LogsParams): Promise<readonly LogsEvents[] | null> {
  const { done, failures, pages } = await read({ ...view, window: view.previous }, params);
  return failures.length === 0 && done.truncated === null ? pages : null;
}

/** Before AWS is asked for anything. */
function checkPattern({ text }: LogFilters): void {
  const compiled = text === null ? null : compileText(text);
  if (text === null || compiled === null || compiled.ok) return;
  const { message, from, to } = compiled.bad;
  throw new BadParameter(
    "q",
    `The regular expression cannot be used: ${message}, at character ${from + 1}: ${quoteInput(text.pattern.slice(from, to))}.`,
  );
}

function rowLimit(search: RawSearch): number {
  const text = single(search, "limit");
  if (text === undefined) return DEFAULT_ROWS;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MAX_ROWS) return value;
  throw new BadParameter("limit", `${quoteInput(text)} is not a number of rows from 1 to ${MAX_ROWS}.`);
}
