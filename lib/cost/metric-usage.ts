import { MINUTE_MS } from "@/lib/base/time";
import { sumOf } from "@/lib/cost/sum";
import { type Architecture, type FunctionUsage, type GatewayUsage, noOwner } from "@/lib/cost/usage";
import { exactly, type UsageRange } from "@/lib/cost/usage-range";

/** What CloudWatch counted of one function, by bin; all lists are of one length. */
export interface FunctionFigures {
  readonly functionName: string;
  readonly architecture: Architecture;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly invocations: readonly number[];
  /** Sum of Duration, which excludes the init. [D monitoring-metrics-types] */
  readonly durationMs: readonly number[];
  readonly errors: readonly number[];
  /** Most executions at once. */
  readonly peak: readonly number[];
  /** null: no concurrency is provisioned. */
  readonly provisioned: { readonly invocations: readonly number[]; readonly longestMs: number } | null;
  /** Of a log group of its own; null: not known, or the group is not the function's alone. */
  readonly logBytes: readonly number[] | null;
}

export interface GatewayFigures {
  /** `name/stage`. */
  readonly api: string;
  readonly apiKind: "REST" | "HTTP";
  readonly count: readonly number[];
  readonly status4xx: readonly number[];
}

/** Bins `from` to `to` (exclusive). */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly binMs: number;
}

/** The init phase of an execution on demand ends after so long. [D lambda-runtime-environment] */
export const LONGEST_INIT_MS = 10_000;
/** How long an idle environment is taken to live at least. AWS does not say; shorter was not seen. */
const IDLE_LIFE_MS = 5 * MINUTE_MS;

/**
 * What was charged, within limits: each execution was rounded up by less than a millisecond, and each init lasted up to
 * ten seconds. Of executions in provisioned environments only the number is known: the others lasted as long as the
 * longest at most.
 */
export function functionUsage(figures: FunctionFigures, slice: Slice): UsageRange {
  const within = (values: readonly number[]) => sumOf(values.slice(slice.from, slice.to));
  const requests = within(figures.invocations);
  if (requests === 0 && (figures.logBytes === null || within(figures.logBytes) === 0)) return exactly([]);
  const durationMs = within(figures.durationMs);
  const provisioned = figures.provisioned ? Math.min(requests, within(figures.provisioned.invocations)) : 0;
  const onDemand = requests - provisioned;
  const longestMs = figures.provisioned?.longestMs ?? 0;
  const onDemandMs = provisioned === 0 ? durationMs : Math.min(durationMs, onDemand * longestMs);
  const common = {
    ...noOwner,
    kind: "function" as const,
    functionName: figures.functionName,
    architecture: figures.architecture,
    memoryMb: figures.memoryMb,
    ephemeralStorageMb: figures.ephemeralStorageMb,
    requests,
    logBytes: figures.logBytes === null ? null : within(figures.logBytes),
    streamedBytes: 0,
  };
  const low: FunctionUsage = {
    ...common,
    billedMs: provisioned === 0 ? durationMs : 0,
    initMs: 0,
    whileProvisionedMs: provisioned === 0 ? 0 : durationMs - onDemandMs,
  };
  const high: FunctionUsage = {
    ...common,
    billedMs: onDemandMs + onDemand,
    initMs: Math.min(onDemand, mostInits(figures, slice)) * LONGEST_INIT_MS,
    whileProvisionedMs: provisioned === 0 ? 0 : durationMs + provisioned,
  };
  return { low: [low], high: [high] };
}

/**
 * The most environments that can have started: none starts while another is idle, so as many at most as ran at once, in
 * each stretch that an idle environment survives, and one more for each failure that may have ended one.
 */
export function mostInits({ invocations, peak, errors }: FunctionFigures, slice: Slice): number {
  const { from, to, binMs } = slice;
  const together = Math.max(1, Math.floor(IDLE_LIFE_MS / binMs));
  const stretches = Math.max(1, binMs / IDLE_LIFE_MS);
  let most = 0;
  for (let first = from; first < to; first += together) {
    const end = Math.min(to, first + together);
    const within = (values: readonly number[]) => values.slice(first, end);
    const highest = Math.max(0, ...within(peak));
    // Where concurrency was not told, every execution may have begun an environment.
    const started = highest === 0 ? Number.POSITIVE_INFINITY : highest * stretches + sumOf(within(errors));
    most += Math.min(sumOf(within(invocations)), Math.ceil(started));
  }
  return most;
}

/**
 * Requests that were refused by throttling or authorization are not charged; metrics tell only that they are among the
 * 4xx answers. [API Gateway pricing]
 */
export function gatewayUsage({ api, apiKind, count, status4xx }: GatewayFigures, slice: Slice): UsageRange {
  const within = (values: readonly number[]) => sumOf(values.slice(slice.from, slice.to));
  const all = within(count);
  if (all === 0) return exactly([]);
  const usage = (requests: number): GatewayUsage => ({ ...noOwner, kind: "gateway", api, apiKind, requests });
  return { low: [usage(Math.max(0, all - within(status4xx)))], high: [usage(all)] };
}
