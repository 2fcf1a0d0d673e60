import { errorRows, lineRows, requestRows } from "@/lib/logs/answer/log-rows";
import { groupErrors } from "@/lib/logs/errors/error-groups";
import { errorSightings } from "@/lib/logs/errors/error-sightings";
import type { LogFilter } from "@/lib/logs/filter/log-filter";
import { type Readers, type Selection, selectFrom } from "@/lib/logs/filter/select";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook } from "@/lib/logs/log-book";
import { unpackEvents } from "@/lib/model/compact-events";
import type { LogSource } from "@/lib/model/log";
import type { LogsAnswer } from "@/lib/model/views/log-answer";
import type { LogsEvents } from "@/lib/model/views/logs";

/** What was read and what is wanted of it: plain data, for a thread of its own. */
export interface RowsJob {
  readonly sources: readonly LogSource[];
  readonly pages: readonly LogsEvents[];
  /** The equal window before; null where it is not compared with. */
  readonly previous: readonly LogsEvents[] | null;
  readonly view: LogsAnswer["view"];
  /** A pattern that cannot be read finds nothing. */
  readonly filters: LogFilter;
  readonly limit: number;
}

export type ViewRows = Pick<LogsAnswer, "matching" | "requests" | "lines" | "errors">;

const nothing: ViewRows = { matching: 0, requests: null, lines: null, errors: null };

/** Puts lines in order, tells their requests, filters and groups: up to a second of work for 100,000 lines. */
export function answerRows(job: RowsJob): ViewRows {
  const now = selected(job, job.pages);
  if (now === null) return nothing;
  switch (job.view) {
    case "requests": {
      const { matching, rows } = requestRows(now.readers, now.selection, job.limit);
      return { ...nothing, matching, requests: rows };
    }
    case "lines": {
      const { matching, rows } = lineRows(now.readers, now.selection, job.limit);
      return { ...nothing, matching, lines: rows };
    }
    case "errors": {
      const before = job.previous === null ? null : selected(job, job.previous);
      const groups = groupErrors(sightings(now), before && sightings(before));
      const { matching, rows } = errorRows(groups, job.limit);
      return { ...nothing, matching, errors: rows };
    }
  }
}

interface Selected {
  readonly readers: Readers;
  readonly selection: Selection;
}

function selected({ sources, filters }: RowsJob, pages: readonly LogsEvents[]): Selected | null {
  const book = createLogBook(sources);
  for (const page of pages) book.add(unpackEvents(page), page.source);
  const readers = { book, levels: new LineLevels(book), invocations: new InvocationReader(book) };
  const result = selectFrom(readers, filters);
  return result.ok ? { readers, selection: result.selection } : null;
}

function sightings({ readers, selection }: Selected) {
  return errorSightings(readers, selection.lines());
}
