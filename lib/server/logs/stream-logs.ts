import "server-only";
import { packEvents } from "@/lib/model/compact-events";
import type { Failure } from "@/lib/model/failure";
import type { Interval, LogsMessage, LogsMeta, SourceOutcome } from "@/lib/model/views/logs";
import { Channel } from "@/lib/server/logs/channel";
import { readCursor, type Unread, writeCursor } from "@/lib/server/logs/cursor";
import { filterPatternOf } from "@/lib/server/logs/filter-pattern";
import { noteOnMissing, noteOnNothing, noteOnRetention } from "@/lib/server/logs/group-notes";
import { lengthOf, mergeIntervals } from "@/lib/server/logs/intervals";
import { leavable } from "@/lib/server/logs/leaving";
import { defaultLimits, LoadBudget, type LoadLimits } from "@/lib/server/logs/load-budget";
import { keepOwn } from "@/lib/server/logs/of-function";
import { readGroup } from "@/lib/server/logs/read-group";
import { readStream } from "@/lib/server/logs/read-stream";
import { type ResolvedSource, resolveSources } from "@/lib/server/logs/resolve-sources";
import type { ViewRequest } from "@/lib/server/view-request";
import type { LogsParams } from "@/lib/url/logs";

/** Messages that may wait for a slow reader: some ten pages of AWS. */
const BUFFERED = 20;

/**
 * Everything that the sources logged in the view's window, newest first, all sources at once: `meta`, then pages and
 * progress as they come, `done` last. What a source lacks is told by `failure` and `note`; only being left is an
 * exception. Stopping to read stops the AWS calls.
 * @throws BadParameter for a damaged cursor
 */
export async function* streamLogs(
  view: ViewRequest,
  params: LogsParams,
  limits: LoadLimits = defaultLimits,
): AsyncGenerator<LogsMessage, void> {
  const continued = params.cursor === null ? null : readCursor(params.cursor);
  const { scope, leave } = leavable(view.scope);
  const load = new Load({ ...view, scope }, params, continued, new LoadBudget(limits));
  try {
    yield* load.run();
  } finally {
    leave();
  }
}

class Load {
  readonly #view: ViewRequest;
  readonly #params: LogsParams;
  readonly #continued: Unread | null;
  readonly #budget: LoadBudget;
  readonly #channel = new Channel<LogsMessage>(BUFFERED);

  constructor(view: ViewRequest, params: LogsParams, continued: Unread | null, budget: LoadBudget) {
    this.#view = view;
    this.#params = params;
    this.#continued = continued;
    this.#budget = budget;
  }

  async *run(): AsyncGenerator<LogsMessage, void> {
    const sources = await resolveSources(this.#view, this.#params.sources);
    yield metaOf(this.#view, sources);
    const reading = Promise.all(
      // Two readings of one group must give an event one id, which GetLogEvents does not tell.
      sources.map((source) => this.#readSource(source, !sources.some((other) => share(source, other)))),
    );
    reading.then(
      () => this.#channel.close(),
      (error: unknown) => this.#channel.close(error),
    );
    yield* this.#channel.read();
    yield this.#done(await reading);
  }

  async #readSource(resolved: ResolvedSource, alone: boolean): Promise<SourceOutcome> {
    const { source, groups } = resolved;
    for (const note of resolved.notes) await this.#channel.push(note);
    for (const failure of resolved.failures) await this.#fail(source.key, failure);
    const pattern = this.#params.scan === "matches" ? filterPatternOf(this.#params.filters) : null;
    if (pattern !== null) {
      await this.#channel.push({
        type: "note",
        source: source.key,
        kind: "matches-only",
        message: `Only lines that match ${pattern} were read: requests are not whole.`,
        nextStep: "Open a request, or read a shorter window as a whole.",
      });
    }
    const tally = new SourceTally(source.key, groups.length);
    const outcomes = await Promise.all(
      groups.map((group, index) => this.#readOne(resolved, group, index, pattern, tally, alone)),
    );
    const failed = resolved.groups.length === 0 && resolved.failures.length > 0;
    const unread = mergeIntervals(outcomes.flatMap((outcome) => outcome.unread));
    const states = outcomes.map(({ state }) => state);
    return {
      source: source.key,
      state: failed || states.includes("failed") ? "failed" : (worst(states) ?? "missing"),
      events: tally.events,
      bytes: tally.bytes,
      unread,
      unreadEventsEstimate: estimate(tally.events, this.#intervals(source.key), unread),
    };
  }

  async #readOne(
    { source, notes }: ResolvedSource,
    group: string,
    index: number,
    pattern: string | null,
    tally: SourceTally,
    alone: boolean,
  ): Promise<{ state: SourceOutcome["state"]; unread: readonly Interval[] }> {
    const intervals = this.#intervals(source.key);
    const retention = noteOnRetention(this.#view, source.key, group);
    let events = 0;
    const onPage: Parameters<typeof readGroup>[3] = async (page, bytes, { pages, share }) => {
      const own = keepOwn(source, page);
      events += own.length;
      tally.add(index, own, bytes, pages, share);
      if (own.length > 0) await this.#channel.push(packEvents(source.key, group, own));
      await this.#channel.push(tally.progress());
    };
    const { scope } = this.#view;
    const { unread, failure } =
      source.stream !== undefined && pattern === null && alone
        ? await readStream(scope, { group, intervals, stream: source.stream }, this.#budget, onPage)
        : await readGroup(
            scope,
            {
              group,
              intervals,
              pattern,
              ...(source.stream === undefined ? {} : { streams: [source.stream] }),
            },
            this.#budget,
            onPage,
          );
    const older = await retention;
    for (const note of older) await this.#channel.push(note);
    // A canary's group is there only once the canary has been called.
    const extra = index > 0;
    if (failure?.kind === "not-found") {
      if (!extra && notes.length === 0)
        await this.#channel.push(noteOnMissing(source.key, group, source.stream));
      return { state: "missing", unread: [] };
    }
    if (failure !== null) {
      await this.#fail(source.key, failure);
      return { state: "failed", unread };
    }
    if (unread.length > 0) return { state: "truncated", unread };
    // Of what an earlier load left out, a source may have none.
    if (events === 0 && !extra && pattern === null && this.#continued === null && older.length === 0) {
      await this.#channel.push(await noteOnNothing(this.#view, source.key, group));
    }
    return { state: "complete", unread };
  }

  #intervals(key: string): readonly Interval[] {
    const { window } = this.#view;
    if (this.#continued === null) return [{ fromMs: window.fromMs, toMs: window.toMs }];
    return mergeIntervals(this.#continued.get(key) ?? []);
  }

  async #fail(source: string, failure: Failure): Promise<void> {
    await this.#channel.push({ type: "failure", source, failure });
  }

  #done(outcomes: readonly SourceOutcome[]): LogsMessage {
    const by = this.#budget.exhausted;
    const unread = new Map(
      outcomes.filter((one) => one.unread.length > 0).map((one) => [one.source, one.unread] as const),
    );
    const spent = this.#view.scope.meter.snapshot();
    return {
      type: "done",
      events: outcomes.reduce((sum, { events }) => sum + events, 0),
      bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0),
      sources: [...outcomes],
      truncated:
        by === null || unread.size === 0
          ? null
          : { by, limit: this.#budget.limits[by], cursor: writeCursor(unread) },
      awsCalls: spent.sent,
      costUsd: Number(spent.costUsd.toFixed(9)),
    };
  }
}

function share(one: ResolvedSource, other: ResolvedSource): boolean {
  return one !== other && one.groups.some((group) => other.groups.includes(group));
}

/** What was read of one source so far, its groups together. */
class SourceTally {
  readonly #key: string;
  readonly #pages: number[];
  readonly #shares: number[];
  readonly #streams = new Set<string>();
  events = 0;
  bytes = 0;

  constructor(key: string, groups: number) {
    this.#key = key;
    this.#pages = Array.from({ length: groups }, () => 0);
    this.#shares = Array.from({ length: groups }, () => 0);
  }

  add(
    group: number,
    events: readonly { readonly stream: string }[],
    bytes: number,
    pages: number,
    share: number,
  ): void {
    this.events += events.length;
    this.bytes += bytes;
    this.#pages[group] = pages;
    this.#shares[group] = share;
    for (const { stream } of events) this.#streams.add(stream);
  }

  progress(): LogsMessage {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      type: "progress",
      source: this.#key,
      pages: sum(this.#pages),
      streams: this.#streams.size,
      events: this.events,
      bytes: this.bytes,
      share: sum(this.#shares) / Math.max(1, this.#shares.length),
    };
  }
}

export function metaOf(view: ViewRequest, sources: readonly ResolvedSource[]): LogsMeta {
  return {
    type: "meta",
    fromMs: view.window.fromMs,
    toMs: view.window.toMs,
    nowMs: view.nowMs,
    region: view.region,
    sources: sources.map(({ source }) => ({ ...source })),
  };
}

/** Of a source's groups the one that matters most: missing counts only when all are. */
function worst(states: readonly SourceOutcome["state"][]): SourceOutcome["state"] | undefined {
  if (states.includes("truncated")) return "truncated";
  return states.includes("complete") ? "complete" : states[0];
}

/** As dense as what was read; null when nothing was. */
function estimate(events: number, asked: readonly Interval[], unread: readonly Interval[]): number | null {
  if (unread.length === 0) return 0;
  const unreadMs = lengthOf(unread);
  const readMs = lengthOf(asked) - unreadMs;
  return readMs <= 0 || events === 0 ? null : Math.round((events / readMs) * unreadMs);
}
