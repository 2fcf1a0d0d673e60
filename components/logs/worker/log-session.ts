import {
  type Breakdown,
  type ErrorRow,
  idleState,
  type LineDetail,
  type LineRow,
  type LogQuery,
  type QueryResult,
  type RequestRow,
  type SessionState,
} from "@/components/logs/protocol";
import type { Entry } from "@/components/logs/worker/entries";
import { exportFile } from "@/components/logs/worker/export-file";
import { findLine } from "@/components/logs/worker/find-line";
import { breakdown, groupOf, inFocus, slowThresholdMs } from "@/components/logs/worker/groups";
import { KnownContents, SEAM_MS } from "@/components/logs/worker/known-contents";
import { histogramOf } from "@/components/logs/worker/level-counts";
import { LoadTally } from "@/components/logs/worker/load-tally";
import { masked, maskedDetail, maskedRow } from "@/components/logs/worker/masking";
import { entryTest, lineTest } from "@/components/logs/worker/match";
import { RequestIndex } from "@/components/logs/worker/request-index";
import { lineDetail, lineRow, type RowContext, requestRow } from "@/components/logs/worker/rows";
import { TextSearch } from "@/components/logs/worker/text-search";
import { type ErrorGroup, type ErrorSighting, groupErrors } from "@/lib/logs/errors/error-groups";
import { errorSightings } from "@/lib/logs/errors/error-sightings";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook, type LineId, type LogBook } from "@/lib/logs/log-book";
import type { ExportFormat } from "@/lib/logs/show/export-lines";
import { unpackEvents } from "@/lib/model/compact-events";
import { contentId, contentOfTailed } from "@/lib/model/content-id";
import type { LogSource } from "@/lib/model/log";
import type { LogsEvents, LogsMessage } from "@/lib/model/views/logs";
import { noFilters } from "@/lib/url/logs";

const anything: LogQuery = {
  view: "requests",
  filters: noFilters,
  order: "newest",
  brush: null,
  focus: "all",
  group: null,
};

/** All that was loaded, and what of it the page wants to see. */
export class LogSession {
  state: SessionState = idleState;
  query: LogQuery = anything;
  masking = false;
  /** The equal window before, when it has been read. */
  previous: LogSession | null = null;
  private book: LogBook = createLogBook([]);
  private index = new RequestIndex(this.book);
  private levels = new LineLevels(this.book);
  private window = { fromMs: 0, toMs: 0 };
  private readonly known = new KnownContents();
  private tally = new LoadTally();
  private search: TextSearch | null = null;
  private groups: readonly ErrorGroup[] = [];
  /** Entries of the requests view, in order of their start. */
  private shownEntries: readonly Entry[] = [];
  /** Lines of the lines view, in order; null: every line. */
  private shownLines: Int32Array | null = null;
  private version = 0;

  /** Forgets everything; what comes next is a new load. */
  reset(sources: readonly LogSource[]): void {
    this.book = createLogBook(sources);
    this.index = new RequestIndex(this.book);
    this.levels = new LineLevels(this.book);
    this.tally = new LoadTally();
    this.search = this.newSearch();
    this.previous = null;
    this.state = { ...idleState, sources, phase: "loading", tail: this.state.tail };
  }

  /** What comes next continues the load that was cut short, and is added to it. */
  readOn(): void {
    const { done } = this.state;
    if (done !== null) this.tally.carryOn(done, this.window.toMs - this.window.fromMs);
    this.patch({ phase: "loading", done: null, failures: [] });
  }

  /** @returns whether rows may have changed */
  receive(message: LogsMessage): boolean {
    switch (message.type) {
      case "meta":
        this.window = { fromMs: message.fromMs, toMs: message.toMs };
        // A tail goes on from where the first of several loads began.
        this.patch({ sources: message.sources, nowMs: this.state.nowMs ?? message.nowMs });
        return false;
      case "events":
        this.add(message);
        return true;
      case "progress":
        this.tally.add(message);
        this.patch({
          progress: this.tally.progress(
            this.state.sources.map(({ key }) => key),
            this.book.streamCount,
          ),
        });
        return false;
      case "failure":
        this.patch({ failures: [...this.state.failures, message] });
        return false;
      case "note":
        if (
          !this.state.notes.some(({ source, kind }) => source === message.source && kind === message.kind)
        ) {
          this.patch({ notes: [...this.state.notes, message] });
        }
        return false;
      case "done":
        this.patch({ done: this.tally.whole(message), phase: "done" });
        return true;
    }
  }

  add(message: LogsEvents): void {
    this.book.add(unpackEvents(message), message.source);
  }

  /**
   * The load and the tail name events differently: lines of the last minutes are remembered by their content, so that
   * the tail does not bring them again.
   */
  beginTail(): void {
    this.known.clear();
    const since = (this.state.nowMs ?? 0) - SEAM_MS;
    const counts = new Map<string, number>();
    for (const line of this.book.lines().subarray(this.book.positionOf(since))) {
      const id = contentId(this.book.eventOf(line));
      const before = counts.get(id) ?? 0;
      counts.set(id, before + 1);
      this.known.add(`${id}.${before}`, since);
    }
  }

  /** After a lost connection the tail begins a little before the end: what it brings again is left out. */
  addTailed(message: LogsEvents): void {
    const events = unpackEvents(message).filter(({ id, timestampMs }) =>
      this.known.add(contentOfTailed(id), timestampMs),
    );
    this.book.add(events, message.source);
    for (const { timestampMs } of events) this.coverUntil(timestampMs + 1);
  }

  get lineCount(): number {
    return this.book.lineCount;
  }

  /** Empties the screen; what comes next is added. */
  clear(fromMs: number): void {
    const { sources, nowMs, tail } = this.state;
    this.reset(sources);
    this.window = { fromMs, toMs: fromMs + 1 };
    this.patch({ phase: "done", nowMs, tail });
  }

  /** The window that the histogram covers; a tail moves its end. */
  coverUntil(toMs: number): void {
    this.window = { ...this.window, toMs: Math.max(this.window.toMs, toMs) };
  }

  patch(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
  }

  setQuery(query: LogQuery): void {
    const same = JSON.stringify(query.filters.text) === JSON.stringify(this.query.filters.text);
    this.query = query;
    if (!same) this.search = this.newSearch();
  }

  /**
   * Tries the text filter on lines and reads requests, as far as the query needs them, until `untilMs` of `clock`;
   * what `refresh` finds undone it does itself.
   * @returns whether nothing is left to do
   */
  searchUntil(clock: () => number, untilMs: number): boolean {
    const tried = this.search?.advance(clock, untilMs) ?? true;
    const searched = tried ? 1 : (this.search?.share ?? 1);
    // What is read of requests while lines still come would have to be read again with the next ones.
    const told =
      this.query.view === "requests" && this.state.phase !== "loading"
        ? this.index.advance(clock, untilMs)
        : 1;
    const ready = tried && told === 1;
    this.patch({ searching: ready ? null : Math.min(searched, told) });
    return ready;
  }

  /** Brings the result up to date with events and query. */
  refresh(): void {
    const { filters, view, brush } = this.query;
    const { fromMs, toMs } = brush ?? always;
    const testLine = lineTest(this.levels, filters, this.search?.bad === null ? this.search.matches : null);
    const testEntry = this.entryTest();
    const lines = this.linesBetween(fromMs, toMs);
    const matched = testLine === null ? null : lines.filter(testLine);
    // To tell the requests of many lines takes long: only where they are shown.
    this.shownEntries = view === "requests" ? this.entriesShown(fromMs, toMs, testLine, testEntry) : [];
    this.shownLines = this.linesShown(lines, matched, testEntry);
    const shown = this.shownLines ?? this.book.lines();
    if (view === "errors") this.groups = groupErrors(this.sightings(), this.previousSightings());
    this.version++;
    const counts = {
      requests: [this.shownEntries.length, view === "requests" ? this.index.all().length : 0],
      lines: [shown.length, this.book.lineCount],
      errors: [this.groups.length, this.groups.length],
    } as const;
    const bad = this.search?.bad ?? null;
    this.patch({
      result: {
        version: this.version,
        view,
        count: counts[view][0],
        total: counts[view][1],
        histogram: histogramOf(
          this.book,
          this.levels,
          brush === null ? shown : this.allMatching(testLine, testEntry),
          this.window,
        ),
        problem: bad && { message: bad.message, from: bad.from, to: bad.to },
      } satisfies QueryResult,
    });
  }

  requests(from: number, to: number): readonly RequestRow[] {
    return this.slice(this.shownEntries, from, to).map((entry) => {
      const row = requestRow(this.book, entry);
      return this.masking && row.firstError !== null ? { ...row, firstError: masked(row.firstError) } : row;
    });
  }

  errors(from: number, to: number): readonly ErrorRow[] {
    return this.groups.slice(from, to).map((group) => ({
      key: group.hash,
      title: this.shown(group.title),
      type: group.type,
      count: group.count,
      firstMs: group.firstMs,
      lastMs: group.lastMs,
      previous: group.previousCount,
      functions: group.functionNames,
      samples: group.samples.map(({ line, atMs, functionName, requestId }) => ({
        requestKey: this.index.keyOf(line),
        requestId,
        line,
        timeMs: atMs,
        label: functionName ?? requestId ?? "",
      })),
    }));
  }

  breakdown(): Breakdown {
    const { focus } = this.query;
    return breakdown(focus, this.index.all(), this.previous?.allEntries() ?? null);
  }

  /** Failures among the lines shown. */
  sightings(): readonly ErrorSighting[] {
    const readers = { book: this.book, levels: this.levels, invocations: this.index.invocations };
    return errorSightings(readers, this.shownLines ?? this.book.lines());
  }

  allEntries(): readonly Entry[] {
    return this.index.all();
  }

  /** The lines shown (of requests: all lines of those shown) as a file. */
  export(format: ExportFormat, mask: boolean): { readonly blob: Blob; readonly lines: number } {
    const lines =
      this.query.view === "requests" ? this.linesOfShownRequests() : (this.shownLines ?? this.book.lines());
    return exportFile(this.book, this.levels, lines, format, mask);
  }

  lines(from: number, to: number): readonly LineRow[] {
    const lines = this.shownLines ?? this.book.lines();
    return this.slice(lines, from, to).map((line) => this.row(line, null));
  }

  story(key: string): readonly LineRow[] | null {
    const entry = this.index.find(key);
    if (!entry) return null;
    return this.index.linesOf(entry).map((line) => this.row(line, entry.startMs));
  }

  places(keys: readonly string[]): readonly (number | null)[] {
    const places = new Map(this.shownEntries.map((entry, index) => [entry.key, index]));
    return keys.map((key) => {
      const index = places.get(key);
      if (index === undefined) return null;
      return this.query.order === "newest" ? this.shownEntries.length - 1 - index : index;
    });
  }

  detail(line: LineId): LineDetail | null {
    if (line < 0 || line >= this.book.lineCount) return null;
    const detail = lineDetail(this.context, line);
    return this.masking ? maskedDetail(detail) : detail;
  }

  around(line: LineId, reach: number): readonly LineRow[] {
    return this.book
      .linesOfStreamAround(line, reach, reach)
      .map((one) => this.row(one, this.book.timeOf(line)));
  }

  find(eventId: string): { readonly line: LineId; readonly place: number | null } | null {
    const line = findLine(this.book, eventId);
    if (line === null) return null;
    const lines = this.shownLines ?? this.book.lines();
    const index = lines.indexOf(line);
    const place = index < 0 ? null : this.query.order === "newest" ? lines.length - 1 - index : index;
    return { line, place };
  }

  private row(line: LineId, startMs: number | null): LineRow {
    const row = lineRow(this.context, line, startMs);
    return this.masking ? maskedRow(row) : row;
  }

  private shown(text: string): string {
    return this.masking ? masked(text) : text;
  }

  private entryTest(): ((entry: Entry) => boolean) | null {
    const { filters, focus, group } = this.query;
    const asked = entryTest(filters);
    if (focus === "all" && group === null) return asked;
    const focused = inFocus(focus, focus === "slowest" ? slowThresholdMs(this.index.all()) : null);
    return (entry) =>
      (asked === null || asked(entry)) &&
      focused(entry) &&
      (group === null || groupOf(group.by, entry)?.key === group.key);
  }

  private entriesShown(
    fromMs: number,
    toMs: number,
    testLine: ((line: LineId) => boolean) | null,
    testEntry: ((entry: Entry) => boolean) | null,
  ): readonly Entry[] {
    const wanted = this.index
      .all()
      .filter(
        (entry) =>
          entry.startMs >= fromMs && entry.startMs < toMs && (testEntry === null || testEntry(entry)),
      );
    if (testLine === null) return wanted;
    const hit = new Set<Entry>();
    for (const line of this.book.lines()) {
      const entry = this.index.entryOf(line);
      if (entry && !hit.has(entry) && testLine(line)) hit.add(entry);
    }
    return wanted.filter((entry) => hit.has(entry));
  }

  /** Of the window before, by the same filters; null where it was not read or would not be as long. */
  private previousSightings(): readonly ErrorSighting[] | null {
    if (this.previous === null || this.query.brush !== null) return null;
    this.previous.setQuery(this.query);
    this.previous.refresh();
    return this.previous.sightings();
  }

  private linesOfShownRequests(): Int32Array {
    const wanted = new Set(this.shownEntries);
    return this.book.lines().filter((line) => {
      const entry = this.index.entryOf(line);
      return entry !== undefined && wanted.has(entry);
    });
  }

  private get context(): RowContext {
    return {
      book: this.book,
      levels: this.levels,
      requestKeyOf: (line) => this.index.keyOf(line),
    };
  }

  private newSearch(): TextSearch | null {
    const { text } = this.query.filters;
    return text === null ? null : new TextSearch(this.book, text);
  }

  private linesBetween(fromMs: number, toMs: number): Int32Array {
    const from = fromMs === Number.NEGATIVE_INFINITY ? 0 : this.book.positionOf(fromMs);
    const to = toMs === Number.POSITIVE_INFINITY ? this.book.lineCount : this.book.positionOf(toMs);
    return this.book.lines().subarray(from, to);
  }

  private linesShown(
    lines: Int32Array,
    matched: Int32Array | null,
    testEntry: ((entry: Entry) => boolean) | null,
  ): Int32Array | null {
    const found = matched ?? lines;
    if (testEntry !== null) return found.filter(this.ofWantedEntry(testEntry));
    if (matched === null && lines.length === this.book.lineCount) return null;
    return found.slice();
  }

  private ofWantedEntry(testEntry: (entry: Entry) => boolean): (line: LineId) => boolean {
    const wanted = new Set(this.index.all().filter(testEntry));
    return (line) => {
      const entry = this.index.entryOf(line);
      return entry !== undefined && wanted.has(entry);
    };
  }

  /** The histogram shows what lies outside of the brush too, else the brush could not be moved. */
  private allMatching(
    testLine: ((line: LineId) => boolean) | null,
    testEntry: ((entry: Entry) => boolean) | null,
  ): Int32Array {
    const all = this.book.lines();
    const matched = testLine === null ? all : all.filter(testLine);
    return testEntry === null ? matched : matched.filter(this.ofWantedEntry(testEntry));
  }

  private slice<T>(rows: ArrayLike<T>, from: number, to: number): T[] {
    const found: T[] = [];
    const end = Math.min(to, rows.length);
    for (let i = from; i < end; i++) {
      const row = rows[this.query.order === "newest" ? rows.length - 1 - i : i];
      if (row !== undefined) found.push(row);
    }
    return found;
  }
}

const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
