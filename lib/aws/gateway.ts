import "server-only";
import { AwsFailure, abortError, isAbortError } from "@/lib/aws/aws-failure";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import { costOf } from "@/lib/aws/call-cost";
import type { CallScope } from "@/lib/aws/call-scope";
import { forgetCredentials } from "@/lib/aws/clients";
import { failureOf } from "@/lib/aws/failure-of";
import { processWide } from "@/lib/aws/process-wide";
import { waitForPace } from "@/lib/aws/quotas";
import { SingleFlight } from "@/lib/aws/single-flight";
import { stableKey } from "@/lib/aws/stable-key";
import type { DurationMs } from "@/lib/base/time";
import type { Cache } from "@/lib/cache/cache";
import { createMemoryCache } from "@/lib/cache/memory-cache";
import { environment } from "@/lib/config/environment";

/**
 * The one way to AWS: cache, single flight, pace, deadline, meter and typed failure around an SDK call. Retries of
 * throttles and transport faults are the SDK's own (clients.ts).
 */

/** After this long without an answer, retries included but queueing not, a request counts as unanswered. */
const DEADLINE_MS: DurationMs = 30_000;

interface Operation {
  readonly service: AwsService;
  /** As AWS spells it: `GetMetricData`. */
  readonly operation: string;
  /** What each request counts towards quotas and bill. */
  readonly billed?: { readonly metrics: number; readonly datapoints: number };
}

/** An operation and what is asked of it. */
interface Question<Output> extends Operation {
  /** All input that the answer depends on, less the region. Any JSON-like value. */
  readonly key: unknown;
  /** 0 keeps nothing. A function decides when the answer is there, so that a partial one can be left out. */
  readonly cacheForMs: DurationMs | ((output: Output) => DurationMs);
}

export interface Call<Wire, Output> extends Question<Output> {
  readonly send: (signal: AbortSignal) => Promise<Wire>;
  /** Wire → model. The result must survive JSON (see `Cache`) and hold no secret: it is what is cached. */
  readonly read: (wire: Wire) => Output;
}

export interface MergedCall<Wire, Output> extends Question<Output> {
  readonly sendPage: (token: string | undefined, signal: AbortSignal) => Promise<Wire>;
  /** undefined or empty: this was the last page. */
  readonly nextToken: (wire: Wire) => string | undefined;
  /** All pages → model, under the same conditions as in `Call`. */
  readonly read: (pages: readonly Wire[]) => Output;
}

export interface PagedCall<Wire, Item> extends Omit<MergedCall<Wire, readonly Item[]>, "read"> {
  readonly read: (page: Wire) => readonly Item[];
}

/** One request. Throws `AwsFailure`, or AbortError when the scope was abandoned. */
export function call<Wire, Output>(scope: CallScope, asked: Call<Wire, Output>): Promise<Output> {
  return answer(scope, asked, async (signal) =>
    understand(scope, asked, asked.read, await request(scope, asked, signal, asked.send)),
  );
}

/** All pages as one list. */
export function callPages<Wire, Item>(
  scope: CallScope,
  asked: PagedCall<Wire, Item>,
): Promise<readonly Item[]> {
  return callMerged(scope, { ...asked, read: (pages) => pages.flatMap(asked.read) });
}

/** All pages, one after the other, kept in the cache as one answer: a stale token of an old first page is never reused. */
export function callMerged<Wire, Output>(scope: CallScope, asked: MergedCall<Wire, Output>): Promise<Output> {
  return answer(scope, asked, async (signal) => {
    const pages: Wire[] = [];
    const tokens = new Set<string>();
    let token: string | undefined;
    do {
      const sent = token;
      const page = await request(scope, asked, signal, (each) => asked.sendPage(sent, each));
      pages.push(page);
      token = asked.nextToken(page) || undefined;
      if (token !== undefined && tokens.has(token)) {
        throw unavailable(asked, "The endpoint gave the same page token twice, so its list never ends.");
      }
      if (token !== undefined) tokens.add(token);
    } while (token !== undefined);
    return understand(scope, asked, asked.read, pages);
  });
}

/** The cache is read within the flight: nobody can miss both an answer just stored and the flight that stored it. */
async function answer<Output>(
  scope: CallScope,
  asked: Question<Output>,
  load: (signal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  const name = operationName(asked.service, asked.operation);
  const key = `${scope.region} ${asked.service} ${asked.operation} ${stableKey(asked.key)}`;
  if (!scope.signal.aborted && flights().has(key)) scope.meter.count(name, "shared");
  return flights().join(key, scope.signal, async (signal) => {
    const kept = await cache().get(key);
    if (kept !== undefined) {
      scope.meter.count(name, "cached");
      return outputOf<Output>(kept);
    }
    const output = await load(signal);
    const ttlMs = typeof asked.cacheForMs === "number" ? asked.cacheForMs : asked.cacheForMs(output);
    if (ttlMs > 0) await cache().set(key, output, ttlMs);
    return output;
  });
}

/** One HTTP request and its retries, paced, metered and with a deadline. */
async function request<Wire>(
  scope: CallScope,
  asked: Operation,
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<Wire>,
): Promise<Wire> {
  const { service, operation, billed } = asked;
  const name = operationName(service, operation);
  scope.meter.waited(await waitForPace(scope.region, service, operation, billed ?? {}, signal));
  scope.meter.count(name, "sent");
  scope.meter.charge(name, costOf(service, operation, billed?.metrics ?? 0));
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const wire = await send(AbortSignal.any([signal, deadline]));
    scope.meter.retried(name, retriesOf(wire));
    return wire;
  } catch (error) {
    scope.meter.retried(name, retriesOf(error));
    if (signal.aborted) throw abortError();
    if (deadline.aborted && isAbortError(error)) {
      throw unavailable(asked, `No answer within ${DEADLINE_MS / 1000} seconds.`, error);
    }
    const { profile, endpointUrl } = environment();
    const context = { service, operation, region: scope.region, profile, endpointUrl };
    const failure = failureOf(error, context);
    if (failure.kind === "no-credentials" || failure.kind === "expired-credentials") forgetCredentials();
    throw new AwsFailure(failure, { cause: error });
  }
}

/** A well-formed answer of the wrong shape, such as a text for a list, is no answer of AWS. */
function understand<Wire, Output>(
  scope: CallScope,
  asked: Operation,
  read: (wire: Wire) => Output,
  wire: Wire,
): Output {
  try {
    return read(wire);
  } catch (error) {
    if (error instanceof AwsFailure) throw error;
    const source = environment().endpointUrl ?? `${asked.service} in ${scope.region}`;
    throw unavailable(asked, `The answer of ${source} has an unexpected shape.`, error);
  }
}

/** `$metadata.attempts` of an SDK output or error, less the first. */
function retriesOf(subject: unknown): number {
  if (typeof subject !== "object" || subject === null || !("$metadata" in subject)) return 0;
  const metadata = subject.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("attempts" in metadata)) return 0;
  return typeof metadata.attempts === "number" ? Math.max(0, metadata.attempts - 1) : 0;
}

function unavailable(asked: Operation, message: string, cause?: unknown): AwsFailure {
  const operation = operationName(asked.service, asked.operation);
  const nextStep = "Load again in a moment; if it stays like this, check the network and AWS_ENDPOINT_URL.";
  const failure = {
    kind: "unavailable",
    operation,
    message,
    nextStep,
    action: null,
    resource: null,
  } as const;
  return new AwsFailure(failure, { cause });
}

function cache(): Cache {
  return processWide("cache", () => createMemoryCache(environment().cacheBytes));
}

function flights(): SingleFlight {
  return processWide("flights", () => new SingleFlight());
}

/** Stored by `answer` under the same key, which names the operation and all of its input. */
function outputOf<Output>(value: unknown): Output {
  return value as Output;
}
