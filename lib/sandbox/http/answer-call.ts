import type { Fault, FaultEngine } from "@/lib/sandbox/faults/fault-engine";
import { faultyAnswer, realInput } from "@/lib/sandbox/faults/page-faults";
import type { CallLog } from "@/lib/sandbox/http/call-log";
import { AwsError, type CallContext, type JsonObject, type Service } from "@/lib/sandbox/http/contract";
import {
  type Address,
  addressOf,
  type MatchedCall,
  matchCall,
  type RestRoutes,
} from "@/lib/sandbox/http/dispatch";
import {
  accessDenied,
  expiredToken,
  internalFailure,
  invalidSignature,
  notFound,
  serverFailure,
  throttled,
} from "@/lib/sandbox/http/errors";
import { eventStreamFrames, isEventStream } from "@/lib/sandbox/http/event-stream";
import { uuidOf } from "@/lib/sandbox/http/made-up-id";
import type { Outcome } from "@/lib/sandbox/http/outcome";
import type { Regions } from "@/lib/sandbox/http/regions";
import { restJsonProtocol } from "@/lib/sandbox/http/rest-json";
import { isJsonObject, type WireRequest } from "@/lib/sandbox/http/wire";
import type { QuotaKeeper } from "@/lib/sandbox/quotas/quota-keeper";

/** What one sandbox answers calls with. */
export interface CallParts {
  readonly services: ReadonlyMap<Service["name"], Service>;
  readonly routes: RestRoutes;
  readonly regions: Regions;
  /** Null: quotas are off. */
  readonly quotas: QuotaKeeper | null;
  readonly faults: FaultEngine;
  readonly calls: CallLog;
  /** Waited by every call. */
  readonly latencyMs: number;
  /** The world's clock: every answer is dated by it, as AWS dates answers by its own. */
  readonly now: () => number;
  readonly log: (line: string) => void;
}

const SKEW_MS = 600_000;

const PROXY_PAGE =
  "<!doctype html><html><head><title>Sign in</title></head><body><h1>This network asks you to sign in</h1></body></html>";

/** Answers one AWS call: who calls, what is asked, quota, fault, and then the service's own answer. */
export async function answerCall(
  parts: CallParts,
  request: WireRequest,
  signal: AbortSignal,
): Promise<Outcome> {
  return dated(await performCall(parts, request, signal), parts.now());
}

async function performCall(parts: CallParts, request: WireRequest, signal: AbortSignal): Promise<Outcome> {
  const requestId = requestIdOf(request);
  let address: Address | undefined;
  let name = "unknown";
  let region = "";
  let fault: Fault | null = null;
  let error: AwsError | null = null;
  let outcome: Outcome;
  try {
    address = addressOf(request, parts.routes);
    const call = matchCall(request, address, parts.services);
    name = `${call.serviceName}.${call.operationName}`;
    region = call.scope.region;
    const admitted = parts.quotas?.admit(call.serviceName, call.operationName, region) ?? true;
    fault = admitted ? parts.faults.faultOf(call.serviceName, call.operationName, region) : null;
    await pause(parts.latencyMs + (fault?.latencyMs ?? 0), signal);
    if (!admitted) throw throttled(call.serviceName);
    outcome = await perform(parts, call, address, fault, requestId, signal);
  } catch (thrown) {
    error = asAwsError(thrown, name, parts.log);
    const protocol = address?.protocol ?? restJsonProtocol("apigateway");
    outcome = { kind: "answer", answer: protocol.encodeError(error, requestId) };
    if (fault?.kind === "clock-skew") outcome = dated(outcome, parts.now() + SKEW_MS);
  }
  parts.calls.add(name, region, {
    failed: error !== null || (outcome.kind !== "answer" && outcome.kind !== "stream"),
    throttled: error !== null && fault === null && /^(Throttl|TooMany)/.test(error.code),
    faulted: fault !== null,
    responseBytes: outcome.kind === "answer" ? Buffer.byteLength(outcome.answer.body) : 0,
  });
  return outcome;
}

/** The same for the same request: a frozen sandbox gives the same bytes every time. */
function requestIdOf({ method, path, query, body }: WireRequest): string {
  return uuidOf(`${method} ${path}?${query}\n${Buffer.from(body).toString("latin1")}`);
}

async function perform(
  parts: CallParts,
  call: MatchedCall,
  address: Address,
  fault: Fault | null,
  requestId: string,
  signal: AbortSignal,
): Promise<Outcome> {
  if (fault?.kind === "timeout") return { kind: "silence" };
  if (fault?.kind === "reset") return { kind: "reset" };
  if (fault?.kind === "html") {
    return {
      kind: "answer",
      answer: { status: 200, headers: { "content-type": "text/html" }, body: PROXY_PAGE },
    };
  }
  const { region } = call.scope;
  const sent = address.decodeInput();
  const context = contextOf(parts, call, signal);
  const failure = fault === null ? null : errorOf(fault, call, sent, context);
  if (failure !== null) throw failure;

  const real = realInput(call.serviceName, call.operationName, sent);
  let result = await call.operation(real.input, context);
  if (isEventStream(result)) {
    return {
      kind: "stream",
      headers: { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": requestId },
      frames: eventStreamFrames(result),
    };
  }
  result = faultyAnswer(fault?.kind ?? null, call.serviceName, call.operationName, real, result);
  if (!isJsonObject(result)) throw internalFailure(`${call.operationName} in ${region} gave no object`);
  const answer = address.protocol.encodeResult(result, requestId);
  return { kind: fault?.kind === "truncated" ? "cut" : "answer", answer };
}

function contextOf(parts: CallParts, call: MatchedCall, signal: AbortSignal): CallContext {
  const { region } = call.scope;
  const world = parts.regions.world(region);
  return {
    world,
    region,
    nowMs: world.nowMs(),
    signal,
    state: (key, create) => parts.regions.state(region, call.serviceName, key, create),
  };
}

/** The error that a fault stands for, null for faults of another kind. */
function errorOf(fault: Fault, call: MatchedCall, input: JsonObject, context: CallContext): AwsError | null {
  switch (fault.kind) {
    case "throttling":
      return throttled(call.serviceName);
    case "500":
      return serverFailure(call.serviceName, 500);
    case "503":
      return serverFailure(call.serviceName, 503);
    case "access-denied":
      return accessDenied(call.serviceName, call.operationName, input, context.world.account);
    case "expired-token":
      return expiredToken();
    case "not-found":
      return notFound(call.serviceName);
    case "clock-skew":
      return invalidSignature("Signature expired: the request is now earlier than the allowed 5 minutes.");
    default:
      return null;
  }
}

/** With a Date header, unless it has one. Clients take the difference to their own clock for skew. */
function dated(outcome: Outcome, nowMs: number): Outcome {
  const date = new Date(nowMs).toUTCString();
  if (outcome.kind === "stream") return { ...outcome, headers: { date, ...outcome.headers } };
  if (outcome.kind !== "answer" && outcome.kind !== "cut") return outcome;
  return { ...outcome, answer: { ...outcome.answer, headers: { date, ...outcome.answer.headers } } };
}

/** What a service threw, as AWS would say it; a defect of the sandbox is logged and answered with 500. */
function asAwsError(thrown: unknown, name: string, log: (line: string) => void): AwsError {
  if (thrown instanceof AwsError) return thrown;
  log(`${name}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  return internalFailure("The sandbox could not answer; its console says why.");
}

/** Waits, or less when the client hangs up. */
function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (durationMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, durationMs);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
