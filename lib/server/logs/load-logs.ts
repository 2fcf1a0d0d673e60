import "server-only";
import { type Readers, type Selection, selectFrom } from "@/lib/logs/filter/select";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook, type LogBook } from "@/lib/logs/log-book";
import { unpackEvents } from "@/lib/model/compact-events";
import type { Failure } from "@/lib/model/failure";
import type { LogsAnswer } from "@/lib/model/views/log-answer";
import type { LogsDone, LogsMeta, LogsNote } from "@/lib/model/views/logs";
import type { LoadLimits } from "@/lib/server/logs/load-budget";
import { errorRows, lineRows, requestRows } from "@/lib/server/logs/log-rows";
import { requireSources } from "@/lib/server/logs/logs";
import { streamLogs } from "@/lib/server/logs/stream-logs";
import { metaOf } from "@/lib/server/meta";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type LogFilters, type LogsParams, parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/** The server reads the lines itself here, so less than what a browser may load. */
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
  const { meta, done, notes, failures, book } = await read(view, params);
  const readers = { book, levels: new LineLevels(book), invocations: new InvocationReader(book) };
  const selection = selected(readers, params.filters);
  const { type: _type, awsCalls: _calls, costUsd: _cost, ...summary } = done;
  const nothing = { requests: null, lines: null, errors: null };
  const rows = rowsOf(params.view, readers, selection, limit);
  return {
    meta: metaOf(view, {
      logs: failures.length === 0 ? { state: "ok", data: null } : { state: "partial", data: null, failures },
    }),
    sources: meta.sources,
    notes,
    read: summary,
    view: params.view,
    limit,
    ...nothing,
    ...rows,
  };
}

interface Read {
  readonly meta: LogsMeta;
  readonly done: LogsDone;
  readonly notes: LogsNote[];
  readonly failures: Failure[];
  readonly book: LogBook;
}

async function read(view: ViewRequest, params: LogsParams): Promise<Read> {
  const notes: LogsNote[] = [];
  const failures: Failure[] = [];
  let meta: LogsMeta | null = null;
  let done: LogsDone | null = null;
  let book = createLogBook([]);
  for await (const message of streamLogs(view, params, limits)) {
    switch (message.type) {
      case "meta":
        meta = message;
        book = createLogBook(message.sources);
        break;
      case "events":
        book.add(unpackEvents(message), message.source);
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
  return { meta, done, notes, failures, book };
}

function rowsOf(
  view: LogsParams["view"],
  readers: Readers,
  selection: Selection,
  limit: number,
): Pick<LogsAnswer, "matching"> & Partial<LogsAnswer> {
  switch (view) {
    case "requests": {
      const { matching, rows } = requestRows(readers, selection, limit);
      return { matching, requests: rows };
    }
    case "lines": {
      const { matching, rows } = lineRows(readers, selection, limit);
      return { matching, lines: rows };
    }
    case "errors": {
      const { matching, rows } = errorRows(readers, selection, limit);
      return { matching, errors: rows };
    }
  }
}

/** Before AWS is asked for anything. */
function checkPattern(filters: LogFilters): void {
  const book = createLogBook([]);
  selected({ book, levels: new LineLevels(book), invocations: new InvocationReader(book) }, filters);
}

function selected(readers: Readers, filters: LogFilters): Selection {
  const result = selectFrom(readers, filters);
  if (result.ok) return result.selection;
  const { message, from, to } = result.bad;
  const pattern = filters.text?.pattern ?? "";
  throw new BadParameter(
    "q",
    `The regular expression cannot be used: ${message}, at character ${from + 1}: ${quoteInput(pattern.slice(from, to))}.`,
  );
}

function rowLimit(search: RawSearch): number {
  const text = single(search, "limit");
  if (text === undefined) return DEFAULT_ROWS;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MAX_ROWS) return value;
  throw new BadParameter("limit", `${quoteInput(text)} is not a number of rows from 1 to ${MAX_ROWS}.`);
}
