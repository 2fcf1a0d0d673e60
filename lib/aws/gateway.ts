import "server-only";
import { auditRequest } from "@/lib/aws/audit";
import { AwsFailure, abortError, isAbortError } from "@/lib/aws/aws-failure";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import { budget } from "@/lib/aws/budget";
import { type CallScope, targetKey } from "@/lib/aws/call-scope";
import { callerEra, forgetCaller } from "@/lib/aws/caller";
import { forgetCredentials } from "@/lib/aws/clients";
import { EndlessPages, emptyRunOf, isEmptyPage, listPatience, logPatience } from "@/lib/aws/endless-pages";
import { failureOf } from "@/lib/aws/failure-of";
import { pause } from "@/lib/aws/pause";
import { waitForPace } from "@/lib/aws/quotas";
import { sharedAccess } from "@/lib/aws/shared-answers";
import { SingleFlight } from "@/lib/aws/single-flight";
import { stableKey } from "@/lib/aws/stable-key";
import type { DurationMs } from "@/lib/base/time";
import type { Cache } from "@/lib/cache/cache";
import { createMemoryCache } from "@/lib/cache/memory-cache";
import { accountSettings } from "@/lib/config/accounts";
import { environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";
import type { FailureKind } from "@/lib/model/failure";

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
  /** It asks for what is not there, so that AWS has nothing to charge for. */
  readonly unbilled?: boolean;
  /** The input, for the audit of what is billed. */
  readonly key?: unknown;
}

/** Log pages are large: kept in a cache of their own, they cannot push out everything else. */
export type CacheName = "common" | "logs";

/** An operation and what is asked of it. */
interface Question<Output> extends Operation {
  /** All input that the answer depends on, less the region. Any JSON-like value. */
  readonly key: unknown;
  /** 0 keeps nothing. A function decides when the answer is there, so that a partial one can be left out. */
  readonly cacheForMs: DurationMs | ((output: Output) => DurationMs);
  readonly cacheIn?: CacheName;
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

/** Pages given one by one. Each is kept on its own: AWS honours a page token for at least as long as pages are kept. */
export interface EachPageCall<Wire, Output> extends Operation {
  readonly key: unknown;
  /** At most an hour: tokens of CloudWatch Logs live for 24. */
  readonly cacheForMs: DurationMs;
  readonly cacheIn?: CacheName;
  readonly sendPage: MergedCall<Wire, Output>["sendPage"];
  readonly nextToken: (wire: Wire) => string | undefined;
  readonly read: (page: Wire) => Output;
}

export interface StreamCall<Wire, Output> extends Operation {
  /** The session ends when the signal aborts. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Wire>>;
  readonly read: (wire: Wire) => Output;
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
    const watch = new EndlessPages(listPatience, emptyRunOf(scope, asked));
    let token: string | undefined;
    do {
      const sent = token;
      const began = performance.now();
      const page = await request(scope, asked, signal, (each) => asked.sendPage(sent, each));
      pages.push(page);
      token = asked.nextToken(page) || undefined;
      const complaint = watch.complaint(isEmptyPage(page), token, began, performance.now());
      if (complaint !== null) throw unavailable(asked, complaint.message);
    } while (token !== undefined);
    return understand(scope, asked, asked.read, pages);
  });
}

/**
 * All pages as they come, empty ones too; stops asking when the caller stops. A page that AWS refuses for pace, or does
 * not answer, is asked for again a little later: a long read must not fail for one bad moment.
 */
export async function* callEachPage<Wire, Output>(
  scope: CallScope,
  asked: EachPageCall<Wire, Output>,
): AsyncGenerator<EachPage<Output>, void> {
  const { cacheIn, service, operation, cacheForMs } = asked;
  const patience = isFiltered(asked) ? logPatience : listPatience;
  const watch = new EndlessPages(patience, emptyRunOf(scope, asked));
  const questions: Question<Page<Output>>[] = [];
  let token: string | undefined;
  do {
    const sent = token;
    const question: Question<Page<Output>> = {
      service,
      operation,
      // A page that leads nowhere is asked for again: it may be the list that never ends, and be over the next time.
      cacheForMs:
        cacheForMs === 0 ? 0 : (page: Page<Output>) => (leadsNowhere(page, sent, cacheIn) ? 0 : cacheForMs),
      key: { page: asked.key, token: sent ?? null },
      ...(cacheIn === undefined ? {} : { cacheIn }),
    };
    const began = performance.now();
    const page = await withPatience(scope.signal, () =>
      answer<Page<Output>>(scope, question, async (signal) => {
        const wire = await request(scope, asked, signal, (each) => asked.sendPage(sent, each));
        const output = understand(scope, asked, asked.read, wire);
        return { output, token: asked.nextToken(wire) ?? "", empty: isEmptyPage(wire) };
      }),
    );
    questions.push(question);
    token = page.token === "" ? undefined : page.token;
    const complaint = watch.complaint(page.empty, token, began, performance.now());
    yield { output: page.output, last: token === undefined };
    // Pages that lead in a circle are no list: a later reader starts from its beginning.
    if (complaint?.repeated) await Promise.all(questions.map((each) => forget(scope, each)));
    if (complaint !== null) throw unavailable(asked, complaint.message);
  } while (token !== undefined);
}

export interface EachPage<Output> {
  readonly output: Output;
  readonly last: boolean;
}

interface Page<Output> {
  readonly output: Output;
  /** Empty: the last page. */
  readonly token: string;
  readonly empty: boolean;
}

/** Where few of many match, minutes of empty pages are in order. [D FilterLogEvents, GetTraceSummaries] */
function isFiltered({ service, operation }: Operation): boolean {
  return service === "logs" || operation === "GetTraceSummaries";
}

/** Where logs are filtered, empty pages are in order. */
function leadsNowhere(page: Page<unknown>, sent: string | undefined, cacheIn?: CacheName): boolean {
  return page.token !== "" && (page.token === sent || (page.empty && cacheIn !== "logs"));
}

/** Waited before each further try, on top of the SDK's own tries. */
const PATIENCE_MS: readonly DurationMs[] = [1_000, 3_000];

/** What took a whole deadline to fail is not tried again: the reader would wait for minutes. */
async function withPatience<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (const pauseMs of PATIENCE_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AwsFailure) || !worthAnother.has(error.failure.kind)) throw error;
      if (performance.now() - began > DEADLINE_MS / 2) throw error;
    }
    await pause(pauseMs, signal);
  }
  return ask();
}

const worthAnother: ReadonlySet<FailureKind> = new Set(["throttled", "unavailable"]);

/**
 * A session that AWS keeps open and sends events on. Ends without error when the server closes it; the session is
 * closed when the caller stops reading or the scope is abandoned.
 */
export async function* callStream<Wire, Output>(
  scope: CallScope,
  asked: StreamCall<Wire, Output>,
): AsyncGenerator<Output, void> {
  const session = new AbortController();
  const signal = AbortSignal.any([scope.signal, session.signal]);
  try {
    const events = await request(scope, asked, signal, (opening) =>
      // The deadline holds until the session is open: what is open must not be cut by it.
      until(asked.open(signal), opening),
    );
    for await (const event of events) yield understand(scope, asked, asked.read, event);
  } catch (error) {
    if (scope.signal.aborted) throw abortError();
    throw error instanceof AwsFailure ? error : failed(scope, asked, error);
  } finally {
    session.abort();
  }
}

/** The promise, or AbortError when the signal aborts first. */
function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(abortError());
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

/** The cache is read within the flight: nobody can miss both an answer just stored and the flight that stored it. */
async function answer<Output>(
  scope: CallScope,
  asked: Question<Output>,
  load: (signal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  const name = operationName(asked.service, asked.operation);
  const { question, key } = keysOf(scope, asked);
  if (!scope.signal.aborted && flights().has(key)) scope.meter.count(name, "shared");
  return flights().join(key, scope.signal, async (signal) => {
    const store = cache(asked.cacheIn ?? "common");
    const kept = await store.get(key);
    if (kept !== undefined) {
      scope.meter.count(name, "cached");
      return outputOf<Output>(kept);
    }
    const keepForMs = (output: Output) =>
      typeof asked.cacheForMs === "number" ? asked.cacheForMs : asked.cacheForMs(output);
    const access = asked.cacheForMs === 0 ? null : sharedAccess(scope, asked.service);
    if (access === null) {
      const output = await load(signal);
      await keep(store, key, output, keepForMs(output));
      return output;
    }
    const {
      value,
      how,
      keepForMs: keptForMs,
    } = await access.answers.ask({
      namespace: access.namespace,
      // The name of the account is this instance's own; who it is, is in the namespace.
      key: `${scope.region} ${question}`,
      signal,
      load: () => load(signal),
      keepForMs,
    });
    if (how !== "loaded") scope.meter.count(name, how === "kept" ? "cached" : "shared");
    await keep(store, key, value, keptForMs);
    return outputOf<Output>(value);
  });
}

async function forget<Output>(scope: CallScope, asked: Question<Output>): Promise<void> {
  const { question, key } = keysOf(scope, asked);
  await cache(asked.cacheIn ?? "common").delete(key);
  const access = sharedAccess(scope, asked.service);
  await access?.answers.forget({ namespace: access.namespace, key: `${scope.region} ${question}` });
}

/** Of what is kept here, by whose answers they are; and of the question alone, for what is kept with others. */
function keysOf(
  scope: CallScope,
  asked: Pick<Question<never>, "service" | "operation" | "key">,
): { readonly question: string; readonly key: string } {
  const question = `${asked.service} ${asked.operation} ${stableKey(asked.key)}`;
  return { question, key: `${targetKey(scope)} ${callerEra(scope.account)} ${question}` };
}

async function keep(store: Cache, key: string, value: unknown, forMs: DurationMs): Promise<void> {
  if (forMs > 0) await store.set(key, value, forMs);
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
  scope.meter.waited(await waitForPace(scope, service, operation, billed ?? {}, signal));
  if (asked.unbilled !== true) await budget().charge(scope, service, operation, billed?.metrics ?? 0);
  auditRequest(scope, asked);
  scope.meter.count(name, "sent");
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
    throw failed(scope, asked, error);
  }
}

/** Keys are searched again, and a client that corrected its clock forgets by how much. */
const startsAnew: ReadonlySet<FailureKind> = new Set([
  "no-credentials",
  "expired-credentials",
  "wrong-clock",
]);

function failed(scope: CallScope, { service, operation }: Operation, error: unknown): AwsFailure {
  const { profile, endpointUrl } = accountSettings(scope.account);
  const failure = failureOf(error, { service, operation, region: scope.region, profile, endpointUrl });
  if (startsAnew.has(failure.kind)) {
    forgetCredentials(scope.account);
    forgetCaller(scope.account);
  }
  return new AwsFailure(failure, { cause: error });
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
    const source = accountSettings(scope.account).endpointUrl ?? `${asked.service} in ${scope.region}`;
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

/** Logs get half as much on top. */
function cache(name: CacheName): Cache {
  const share = name === "logs" ? 0.5 : 1;
  return processWide(`cache ${name}`, () => createMemoryCache(environment().cacheBytes * share));
}

function flights(): SingleFlight {
  return processWide("flights", () => new SingleFlight());
}

/** Stored by `answer`, here or in another instance of the same build, for the same operation and all of its input. */
function outputOf<Output>(value: unknown): Output {
  return value as Output;
}
