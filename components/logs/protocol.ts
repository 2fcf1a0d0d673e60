import type { ExportFormat } from "@/lib/logs/show/export-lines";
import type { StartMark } from "@/lib/logs/show/start-mark";
import type {
  Attribution,
  InvocationStatus,
  LineKind,
  LogError,
  LogField,
  LogLevel,
  LogSource,
} from "@/lib/model/log";
import type { StartKind } from "@/lib/model/start-kind";
import type { LogsDone, LogsFailure, LogsNote, TailGap, TailState } from "@/lib/model/views/logs";
import type { LogFilters, LogView } from "@/lib/url/logs";

/**
 * What the page and its worker say to each other. The events stay in the worker: the page gets the rows on screen, and
 * a summary when something changed. Times are epoch milliseconds.
 */

export type RowOrder = "newest" | "oldest";

/** What is to be shown of what was loaded. */
export interface LogQuery {
  readonly view: LogView;
  readonly filters: LogFilters;
  readonly order: RowOrder;
  /** Half-open; null: everything that was loaded. */
  readonly brush: { readonly fromMs: number; readonly toMs: number } | null;
  /** Only requests that failed, or those slower than 95 % of all. */
  readonly focus: Focus;
  /** Only requests of one group of a breakdown. */
  readonly group: { readonly by: Dimension; readonly key: string } | null;
}

export type Focus = "all" | "failing" | "slowest" | "cold";
export const dimensions = ["error", "route", "version", "start"] as const;
/** By what failing or slow requests may have something in common. */
export type Dimension = (typeof dimensions)[number];

export interface BreakdownGroup {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** In the equal window before; null while it is not known. */
  readonly previous: number | null;
}

export interface Breakdown {
  /** Requests in focus, and all of them. */
  readonly count: number;
  readonly total: number;
  readonly previousCount: number | null;
  readonly previousTotal: number | null;
  /** Of the slowest: from here on; else null. */
  readonly thresholdMs: number | null;
  readonly groups: Readonly<Record<Dimension, readonly BreakdownGroup[]>>;
}

export interface LoadProgress {
  readonly pages: number;
  readonly streams: number;
  readonly events: number;
  readonly bytes: number;
  /** 0–1, mean of the sources. */
  readonly share: number;
}

export interface LogHistogram {
  readonly fromMs: number;
  readonly binMs: number;
  /** Lines by bin: at warning, at error or worse, all others. */
  readonly errors: readonly number[];
  readonly warnings: readonly number[];
  readonly others: readonly number[];
}

/** What the query found; a new version whenever any row may have changed. */
export interface QueryResult {
  readonly version: number;
  readonly view: LogView;
  /** Rows of the view that match. */
  readonly count: number;
  /** Rows of the view without filters. */
  readonly total: number;
  readonly histogram: LogHistogram | null;
  /** The pattern cannot be used: what is wrong, and with which of its characters. Nothing is filtered by it. */
  readonly problem: { readonly message: string; readonly from: number; readonly to: number } | null;
}

export type LoadPhase = "idle" | "loading" | "done" | "cancelled" | "failed";

export interface TailStatus {
  readonly states: readonly TailState[];
  readonly gaps: readonly TailGap[];
  readonly paused: boolean;
  /** Events that came while paused. */
  readonly waiting: number;
  readonly connected: boolean;
  /** It paused by itself: more lines than a tab should hold. */
  readonly full: boolean;
  /** All that became visible up to here has been sent; null before the first heartbeat. */
  readonly watermarkMs: number | null;
}

export interface SessionState {
  readonly phase: LoadPhase;
  readonly sources: readonly LogSource[];
  readonly progress: LoadProgress;
  readonly notes: readonly LogsNote[];
  readonly failures: readonly LogsFailure[];
  readonly done: LogsDone | null;
  /** AWS's clock when the load began: where a tail goes on. */
  readonly nowMs: number | null;
  /** The load itself failed: not AWS, but the way to our own server, or a refused parameter. */
  readonly error: string | null;
  readonly result: QueryResult | null;
  readonly tail: TailStatus | null;
  /** How far the window before is read, for comparing. */
  readonly previous: LoadPhase;
  /**
   * Part of the lines on which the text filter has been tried, or of the requests that have been read, 0–1; null when
   * that is done. The result is the old one.
   */
  readonly searching: number | null;
}

export const noProgress: LoadProgress = { pages: 0, streams: 0, events: 0, bytes: 0, share: 0 };

export const idleState: SessionState = {
  phase: "idle",
  sources: [],
  progress: noProgress,
  notes: [],
  failures: [],
  done: null,
  nowMs: null,
  error: null,
  result: null,
  tail: null,
  previous: "idle",
  searching: null,
};

/** One request: an invocation of a function, or a request to an API stage. */
export interface RequestRow {
  readonly key: string;
  readonly kind: "invocation" | "api";
  readonly requestId: string;
  readonly startMs: number;
  /** `orders-api`, or `POST /orders`. */
  readonly subject: string;
  /** Version, or API and stage. */
  readonly detail: string | null;
  readonly status: InvocationStatus | "throttled";
  /** HTTP status, for requests to APIs. */
  readonly httpStatus: number | null;
  readonly durationMs: number | null;
  readonly cold: boolean | null;
  /** How its invocation came to the environment; of several, of the first that waited. */
  readonly startKind: StartKind | null;
  /** How long that one waited for its init or restore. */
  readonly initMs: number | null;
  readonly maxMemoryUsedMb: number | null;
  readonly memorySizeMb: number | null;
  readonly firstError: string | null;
  readonly lineCount: number;
  readonly inferredCount: number;
  readonly attempt: number;
  readonly attempts: number;
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

export interface LineRow {
  /** Its number in the worker; -1 for none. */
  readonly line: number;
  readonly timeMs: number;
  /** Since the start of its request; null outside of one. */
  readonly offsetMs: number | null;
  readonly kind: LineKind;
  readonly level: LogLevel | null;
  readonly source: string;
  /** At most `ROW_TEXT` characters, as they came. */
  readonly text: string;
  readonly structured: boolean;
  /** What it says of an init or a restore. */
  readonly startMark: StartMark | null;
  readonly attribution: Attribution | null;
  readonly requestKey: string | null;
  /** Of the invocation or API request that the line belongs to. */
  readonly requestId: string | null;
}

export const ROW_TEXT = 400;

export interface LineDetail {
  readonly row: LineRow;
  /** For permalinks. */
  readonly eventId: string;
  readonly ingestionMs: number;
  readonly group: string;
  readonly stream: string;
  /** The whole event as it was stored. */
  readonly raw: string;
  readonly message: string;
  readonly fields: readonly LogField[];
  readonly requestId: string | null;
  readonly error: LogError | null;
}

export interface ErrorSample {
  readonly requestKey: string | null;
  readonly requestId: string | null;
  readonly line: number;
  readonly timeMs: number;
  readonly label: string;
}

export interface ErrorRow {
  readonly key: string;
  readonly title: string;
  readonly type: string | null;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** In the equal window before; null while it is not known. */
  readonly previous: number | null;
  readonly functions: readonly string[];
  readonly samples: readonly ErrorSample[];
}

/** Questions that are answered once. */
export interface Questions {
  requests: { ask: { from: number; to: number }; answer: readonly RequestRow[] };
  lines: { ask: { from: number; to: number }; answer: readonly LineRow[] };
  errors: { ask: { from: number; to: number }; answer: readonly ErrorRow[] };
  /** The lines of a request, whatever the filters say; null: there is no such request now. */
  story: { ask: { key: string }; answer: readonly LineRow[] | null };
  /** Places of requests in the present result; null where the filters hide it. */
  places: { ask: { keys: readonly string[] }; answer: readonly (number | null)[] };
  detail: { ask: { line: number }; answer: LineDetail | null };
  /** The line's stream around it, `reach` lines before and after. */
  around: { ask: { line: number; reach: number }; answer: readonly LineRow[] };
  /** A line by its event's id, and its place among the lines shown. */
  find: { ask: { eventId: string }; answer: { readonly line: number; readonly place: number | null } | null };
  breakdown: { ask: null; answer: Breakdown };
  export: {
    ask: { format: ExportFormat; mask: boolean };
    answer: { readonly blob: Blob; readonly lines: number };
  };
}

export type QuestionName = keyof Questions;

export type ToWorker =
  | { readonly type: "load"; readonly url: string }
  /** Reads what the load left out: as much again, or all of it. */
  | { readonly type: "readOn"; readonly all: boolean }
  | { readonly type: "loadPrevious"; readonly url: string }
  | { readonly type: "cancel" }
  | { readonly type: "query"; readonly query: LogQuery }
  | { readonly type: "mask"; readonly on: boolean }
  | { readonly type: "tail"; readonly url: string | null }
  | { readonly type: "pause"; readonly on: boolean }
  | { readonly type: "clear" }
  | { readonly type: "ask"; readonly id: number; readonly name: QuestionName; readonly question: unknown };

export type FromWorker =
  | { readonly type: "state"; readonly state: SessionState }
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "problem"; readonly id: number | null; readonly message: string };
