import { grouped } from "@/lib/cost/grouped";
import { type FunctionFigures, type GatewayFigures, gatewayUsage, type Slice } from "@/lib/cost/metric-usage";
import { sumOf } from "@/lib/cost/sum";
import { type FunctionUsage, type GatewayUsage, noOwner } from "@/lib/cost/usage";
import { exactly, joined, type UsageRange } from "@/lib/cost/usage-range";
import { byBins, type Span, sliceUsage, type WindowFigures, type WindowUsage } from "@/lib/cost/window-usage";

/** What the log lines of a function's version sum up to in a bin. */
export interface LoggedSums {
  readonly functionName: string;
  readonly version: string | null;
  readonly bin: number;
  /** null: of lines other than REPORT, which do not tell. */
  readonly memoryMb: number | null;
  /** In provisioned environments; null: not known. */
  readonly provisioned: boolean | null;
  readonly reports: number;
  readonly durationMs: number;
  /** Durations, each rounded up. */
  readonly handlerMs: number;
  /** Init included. */
  readonly billedMs: number;
  readonly logBytes: number;
}

/** Requests of a stage's route in a bin, by whether they were charged. */
export interface LoggedRequests {
  readonly api: string;
  /** `name/stage METHOD /path`; null: the log does not tell. */
  readonly route: string | null;
  readonly bin: number;
  readonly charged: number;
  readonly refused: number;
}

export interface Logged {
  readonly functions: readonly LoggedSums[];
  readonly requests: readonly LoggedRequests[];
  /** Log groups of which every line was counted: their bytes are not taken from metrics. */
  readonly groups: ReadonlySet<string>;
  /** Functions whose lines were read, found or not. */
  readonly read: ReadonlySet<string>;
  /** Stages whose access log was read. */
  readonly stages: ReadonlySet<string>;
}

/**
 * Usage from what was logged. Where metrics count more executions than were logged (a log level that hides them, lines
 * that are not there yet), the rest is added as metrics tell it: within limits.
 */
export function loggedUsage(
  logged: Logged,
  figures: WindowFigures,
  window: Span,
  nowMs: number,
): WindowUsage {
  const functions = grouped(logged.functions, ({ functionName }) => functionName);
  const requests = grouped(logged.requests, ({ api }) => api);
  const rest: WindowFigures = {
    ...figures,
    functions: figures.functions.map((one) => unlogged(one, functions.get(one.functionName) ?? [], logged)),
    gateways: figures.gateways.filter(({ api }) => !logged.stages.has(api)),
    logs: figures.logs.filter(({ group }) => !logged.groups.has(group)),
  };
  return byBins(figures, window, nowMs, (slice, lengthMs) =>
    joined([
      ...figures.functions.map((one) => executions(functions.get(one.functionName) ?? [], one, slice)),
      ...figures.gateways
        .filter(({ api }) => logged.stages.has(api))
        .map((one) => charged(requests.get(one.api) ?? [], one, slice)),
      sliceUsage(rest, slice, lengthMs),
    ]),
  );
}

function within({ from, to }: Slice): (one: { readonly bin: number }) => boolean {
  return ({ bin }) => bin >= from && bin < to;
}

function executions(rows: readonly LoggedSums[], figures: FunctionFigures, slice: Slice): UsageRange {
  const versions = grouped(rows.filter(within(slice)), ({ version }) => version);
  return joined([...versions.values()].map((own) => ofVersion(own, figures)));
}

/** One record for each memory size and kind of environment; the first one bears the log lines of the version. */
function ofVersion(rows: readonly LoggedSums[], figures: FunctionFigures): UsageRange {
  const logBytes = sumOf(rows.map((row) => row.logBytes));
  const reported = rows.filter(({ reports }) => reports > 0);
  const kinds = [...grouped(reported, ({ memoryMb, provisioned }) => `${memoryMb} ${provisioned}`).values()];
  const parts = kinds.length > 0 ? kinds : [rows];
  return joined(parts.map((own, i) => ofKind(own, figures, i === 0 ? logBytes : 0)));
}

function ofKind(rows: readonly LoggedSums[], figures: FunctionFigures, logBytes: number): UsageRange {
  const [first] = rows;
  if (first === undefined) return exactly([]);
  const sum = (pick: (row: LoggedSums) => number) => sumOf(rows.map(pick));
  const handlerMs = sum((row) => row.handlerMs);
  const billedMs = sum((row) => row.billedMs);
  const common = {
    ...noOwner,
    kind: "function" as const,
    functionName: first.functionName,
    version: first.version,
    architecture: figures.architecture,
    memoryMb: first.memoryMb ?? figures.memoryMb,
    ephemeralStorageMb: figures.ephemeralStorageMb,
    requests: sum((row) => row.reports),
    logBytes,
    streamedBytes: 0,
  };
  const onDemand: FunctionUsage = {
    ...common,
    billedMs: handlerMs,
    initMs: Math.max(0, billedMs - handlerMs),
    whileProvisionedMs: 0,
  };
  const ahead: FunctionUsage = { ...common, billedMs: 0, initMs: 0, whileProvisionedMs: billedMs };
  if (first.provisioned === null) return { low: [ahead], high: [onDemand] };
  return exactly([first.provisioned ? ahead : onDemand]);
}

/** What metrics count beyond the log, by bin. */
function unlogged(figures: FunctionFigures, rows: readonly LoggedSums[], logged: Logged): FunctionFigures {
  if (!logged.read.has(figures.functionName)) return figures;
  const { provisioned } = figures;
  const reports = byBin(figures, rows, (row) => row.reports);
  const none = sumOf(figures.invocations) <= sumOf(reports);
  const left = (all: readonly number[], known: readonly number[]) =>
    all.map((value, i) => (none ? 0 : Math.max(0, value - (known[i] ?? 0))));
  const invocations = left(figures.invocations, reports);
  const durations = left(
    figures.durationMs,
    byBin(figures, rows, (row) => row.durationMs),
  );
  const ahead = byBin(figures, rows, (row) => (row.provisioned === true ? row.reports : 0));
  return {
    ...figures,
    invocations,
    durationMs: durations.map((ms, i) => (invocations[i] === 0 ? 0 : ms)),
    provisioned: provisioned && { ...provisioned, invocations: left(provisioned.invocations, ahead) },
    logBytes: null,
  };
}

function byBin(
  { invocations }: FunctionFigures,
  rows: readonly LoggedSums[],
  pick: (row: LoggedSums) => number,
): readonly number[] {
  const sums = new Array<number>(invocations.length).fill(0);
  for (const row of rows) sums[row.bin] = (sums[row.bin] ?? 0) + pick(row);
  return sums;
}

/** The metric counts the requests, by their beginning; the log tells which of them were refused, and their routes. */
function charged(rows: readonly LoggedRequests[], figures: GatewayFigures, slice: Slice): UsageRange {
  const own = rows.filter(within(slice));
  const refused = sumOf(own.map((row) => row.refused));
  const counted = sumOf(figures.count.slice(slice.from, slice.to));
  const requests = Math.max(0, counted - refused);
  if (own.length === 0) return gatewayUsage(figures, slice);
  const byRoute = [...grouped(own, ({ route }) => route)].map(
    ([route, some]) => [route, sumOf(some.map((row) => row.charged))] as const,
  );
  const usage = (route: string | null, some: number): GatewayUsage => {
    const { api, apiKind } = figures;
    return { ...noOwner, kind: "gateway", api, apiKind, route, requests: some };
  };
  const known = [...byRoute].sort(([, a], [, b]) => a - b);
  // What is not logged yet is of no known route; what stands on the other side of an edge there is taken off the busiest.
  let over = sumOf(known.map(([, count]) => count)) - requests;
  const records = known.reverse().map(([route, count]) => {
    const taken = Math.min(Math.max(0, over), count);
    over -= taken;
    return usage(route, count - taken);
  });
  const rest = over < 0 ? [usage(null, -over)] : [];
  return exactly([...records, ...rest].filter((record) => record.requests > 0));
}
