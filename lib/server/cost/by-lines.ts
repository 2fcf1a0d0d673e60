import "server-only";
import { ceilTo, epochMs, floorTo, SECOND_MS } from "@/lib/base/time";
import { type LoggedSums, loggedUsage } from "@/lib/cost/logged-usage";
import type { WindowFigures } from "@/lib/cost/window-usage";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { createLogBook } from "@/lib/logs/log-book";
import { streamIdentity } from "@/lib/logs/stream-name";
import type { Failure } from "@/lib/model/failure";
import type { Invocation, LogEvent } from "@/lib/model/log";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import { provisionedStreams, streamKey } from "@/lib/server/cost/provisioned-streams";
import type { CostFunction, CostSubjects } from "@/lib/server/cost/subjects";
import { EVENT_OVERHEAD_BYTES } from "@/lib/server/cost/usage-rows";
import { defaultLimits, LoadBudget } from "@/lib/server/logs/load-budget";
import { keepOwn } from "@/lib/server/logs/of-function";
import { readGroup } from "@/lib/server/logs/read-group";
import { resolveSources } from "@/lib/server/logs/resolve-sources";
import type { ViewRequest } from "@/lib/server/view-request";

/** An init before an execution's START, and a REPORT that is on its way. */
const MARGIN_MS = 15 * SECOND_MS;

/** Usage from every log line of the functions, which costs nothing but time: for few functions and short windows. */
export async function usageByLines(
  view: ViewRequest,
  subjects: CostSubjects,
  figures: WindowFigures,
): Promise<Omit<FoundUsage, "told">> {
  const budget = new LoadBudget(defaultLimits);
  const read = await Promise.all(
    subjects.functions.map((fn) => readFunction(view, fn, budget, figures.binMs)),
  );
  const known = read.filter(({ found }) => found);
  // The bytes of a group that others share are those of its functions' lines, so that its metric is not wanted either.
  const whole = new Set(known.flatMap(({ cut, group }) => (cut ? [] : [group])));
  return {
    usage: loggedUsage(
      {
        functions: known.flatMap(({ sums }) => sums),
        requests: [],
        groups: whole,
        read: new Set(known.map(({ name }) => name)),
        stages: new Set(),
      },
      figures,
      view.window,
      view.nowMs,
    ),
    apart: { route: false, version: true },
    notes: [
      "Executions by their log lines. Where metrics count more than were logged, the others are in it within the limits that metrics tell.",
      ...(known.some(({ cut }) => cut)
        ? [
            `Only ${budget.events.toLocaleString("en")} lines were read: name fewer functions, or choose a shorter window.`,
          ]
        : []),
      ...(subjects.stages.length > 0
        ? ["API requests by metrics, which tell only that refused requests are among the 4xx answers."]
        : []),
    ],
    failures: read.flatMap(({ failures }) => failures),
  };
}

interface FunctionRead {
  readonly name: string;
  readonly group: string;
  readonly sums: readonly LoggedSums[];
  /** There is a log group. */
  readonly found: boolean;
  readonly cut: boolean;
  readonly failures: readonly Failure[];
}

async function readFunction(
  view: ViewRequest,
  { config, provisioned }: CostFunction,
  budget: LoadBudget,
  binMs: number,
): Promise<FunctionRead> {
  const { name, timeoutMs, logGroup: group } = config;
  const { window, nowMs } = view;
  const [resolved] = await resolveSources(view, [{ kind: "function", name }]);
  if (resolved === undefined) return { name, group, sums: [], found: false, cut: false, failures: [] };
  const book = createLogBook([resolved.source]);
  const untilMs = Math.max(window.toMs, Math.min(nowMs, window.toMs + timeoutMs + MARGIN_MS));
  const interval = {
    fromMs: epochMs(floorTo(window.fromMs - MARGIN_MS, SECOND_MS)),
    toMs: epochMs(ceilTo(untilMs, SECOND_MS)),
  };
  const bytes = new Map<string, Pick<LoggedSums, "version" | "bin" | "logBytes">>();
  const seen = new Set<string>();
  const binOf = (ms: number) => Math.floor((ms - window.fromMs) / binMs);
  const isInside = (ms: number) => ms >= window.fromMs && ms < window.toMs;
  const count = ({ id, timestampMs, message, stream }: LogEvent) => {
    // Slices that are asked for again may bring an event twice.
    if (!isInside(timestampMs) || seen.has(id)) return;
    seen.add(id);
    const { version } = streamIdentity(group, stream);
    const bin = binOf(timestampMs);
    const logBytes = Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
    const known = bytes.get(`${bin} ${version}`)?.logBytes ?? 0;
    bytes.set(`${bin} ${version}`, { version, bin, logBytes: known + logBytes });
  };
  const { failure, unread } = await readGroup(
    view.scope,
    { group, intervals: [interval], pattern: null },
    budget,
    async (events) => {
      const own: readonly LogEvent[] = keepOwn(resolved.source, events);
      own.forEach(count);
      book.add(own, resolved.source.key);
    },
  );
  const invocations = new InvocationReader(book)
    .all()
    .filter(
      ({ startMs, billedDurationMs }) => startMs !== null && isInside(startMs) && billedDurationMs !== null,
    );
  const streams = invocations.flatMap((one) => one.streams.slice(0, 1).map((stream) => ({ group, stream })));
  const distinct = [...new Map(streams.map((one) => [streamKey(one), one])).values()];
  const ahead = provisioned.length > 0 ? await provisionedStreams(view, distinct) : null;
  const kindOf = ({ streams: [stream = ""] }: Invocation) =>
    ahead === null ? false : (ahead.get(streamKey({ group, stream })) ?? null);
  return {
    name,
    group,
    sums: [
      ...invocations.map((one) => sumsOf(one, name, binOf(one.startMs ?? window.fromMs), kindOf(one))),
      ...(unread.length > 0 ? [] : [...bytes.values()]).map((one) => ({
        ...nothing,
        functionName: name,
        ...one,
      })),
    ],
    found: failure?.kind !== "not-found",
    cut: unread.length > 0,
    failures: failure === null || failure.kind === "not-found" ? [] : [failure],
  };
}

const nothing = {
  memoryMb: null,
  provisioned: false,
  reports: 0,
  durationMs: 0,
  handlerMs: 0,
  billedMs: 0,
} as const;

function sumsOf(
  { version, memorySizeMb, durationMs, billedDurationMs }: Invocation,
  functionName: string,
  bin: number,
  provisioned: boolean | null,
): LoggedSums {
  return {
    functionName,
    version,
    bin,
    memoryMb: memorySizeMb,
    provisioned,
    reports: 1,
    durationMs: durationMs ?? 0,
    handlerMs: Math.ceil(durationMs ?? billedDurationMs ?? 0),
    billedMs: billedDurationMs ?? 0,
    logBytes: 0,
  };
}
