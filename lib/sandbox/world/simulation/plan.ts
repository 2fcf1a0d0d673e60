import type { CallModel, FunctionModel } from "@/lib/sandbox/world/definitions";
import { bell, between, integer, mix, skewed, unit } from "@/lib/sandbox/world/simulation/random";
import type { DownstreamCall, IncidentKind } from "@/lib/sandbox/world/types";

/** MB of memory that give one whole vCPU [D gettingstarted-limits]. */
const FULL_CPU_MB = 1_769;
/** What each further record of a batch adds to the handler's CPU time. */
const PER_RECORD = 0.15;

/** Everything an invocation's course depends on. The record holds it all, so the course can be made again. */
export interface PlanInput {
  readonly model: FunctionModel;
  /** `invocationKey` of the record. */
  readonly key: number;
  /** Incident that the function is in, or null. */
  readonly incident: IncidentKind | null;
  readonly trialVersion: boolean;
  /** Number of the API route, or -1. */
  readonly route: number;
  readonly firstInEnvironment: boolean;
  readonly batchSize: number;
  /** An async event that fails in every attempt. */
  readonly poison: boolean;
}

export type PlannedFailure =
  | { readonly kind: "template"; readonly template: number }
  /** The call at this position of `calls` threw. */
  | { readonly kind: "call"; readonly position: number }
  | { readonly kind: "bad-version" };

export interface PlannedCall {
  readonly model: CallModel;
  offsetMs: number;
  durationMs: number;
  result: DownstreamCall["result"];
  retries: number;
}

/** What the handler would do if nothing cut it short. Offsets count from the handler's begin. */
export interface Plan {
  readonly calls: PlannedCall[];
  totalMs: number;
  failure: PlannedFailure | null;
  /** The failure ends the process. */
  crash: boolean;
  clientError: boolean;
}

export function invocationKey(seed: number, index: number): number {
  return mix(seed ^ 0x51ed270b, index);
}

const BAD_VERSION: PlannedFailure = { kind: "bad-version" };

/**
 * The course of one invocation: CPU before, between and after its downstream calls. Pure; the simulation takes the
 * length and outcome from it, renderers the calls.
 */
export function planInvocation(input: PlanInput): Plan {
  const { model, key, incident } = input;
  const { blueprint } = model;
  const share = Math.min(1, blueprint.memoryMb / FULL_CPU_MB);
  let cpu = skewed(key, 1, blueprint.cpuMs, blueprint.cpuSpread) / share;
  if (input.firstInEnvironment) cpu *= 1.6;
  if (input.batchSize > 1) cpu *= 1 + PER_RECORD * (input.batchSize - 1);
  if (unit(key, 2) < 0.01) cpu *= between(key, 3, 2, 5);
  if (incident === "memory-leak") cpu *= 1.25;
  if (incident === "reserved-concurrency-burst") cpu *= 1.5;

  const plan: Plan = { calls: [], totalMs: 0, failure: null, crash: false, clientError: false };
  if (incident === "bad-version-canary" && input.trialVersion && unit(key, 4) < 0.6) {
    plan.failure = BAD_VERSION;
    plan.totalMs = cpu * 0.4;
    return plan;
  }
  const failing = input.poison || unit(key, 5) < blueprint.errorShare;
  plan.clientError = !failing && unit(key, 6) < blueprint.clientErrorShare;
  const failsEarly = failing && unit(key, 7) < 0.5;
  let at = cpu * 0.5;
  if (!failsEarly) at = planCalls(input, plan, at, cpu);
  if (plan.failure !== null) {
    plan.totalMs = at + cpu * 0.05;
    return plan;
  }
  if (failing) {
    plan.failure = {
      kind: "template",
      template: integer(key, 8, 0, blueprint.errors.length - 1),
    };
    plan.crash = !input.poison && unit(key, 9) < 0.06;
  }
  plan.totalMs = at + cpu * 0.35;
  return plan;
}

/** Appends the calls; returns the instant after the last one, or after the one that threw. */
function planCalls(input: PlanInput, plan: Plan, begin: number, cpu: number): number {
  const { model, key } = input;
  let at = begin;
  let groupBegin = begin;
  for (let position = 0; position < model.calls.length; position++) {
    const call = model.calls[position];
    if (call === undefined || !happens(call, input, position)) continue;
    if (plan.clientError && plan.calls.length > 0) break;
    const planned = planCall(call, input, position);
    const parallel = call.blueprint.parallel === true && plan.calls.length > 0;
    if (!parallel) groupBegin = at;
    planned.offsetMs = groupBegin;
    at = Math.max(at, groupBegin + planned.durationMs);
    plan.calls.push(planned);
    if (planned.result === "throttle" || planned.result === "fault") {
      plan.failure = { kind: "call", position: plan.calls.length - 1 };
      return at;
    }
    at += (cpu * 0.15) / model.calls.length;
    if (plan.clientError && call.blueprint.service === "http") {
      if (unit(key, 10) < 0.7) planned.result = "error";
    }
  }
  return at;
}

function happens(call: CallModel, input: PlanInput, position: number): boolean {
  const { blueprint } = call;
  if (blueprint.firstOnly === true && !input.firstInEnvironment) return false;
  if (call.routes !== null && !call.routes.has(input.route)) return false;
  return blueprint.chance === undefined || unit(input.key, 100 + position) < blueprint.chance;
}

function planCall(call: CallModel, input: PlanInput, position: number): PlannedCall {
  const { blueprint } = call;
  const callKey = mix(input.key, 1_000 + position);
  const planned: PlannedCall = {
    model: call,
    offsetMs: 0,
    durationMs: blueprint.medianMs * Math.exp(blueprint.spread * bell(callKey, 1)),
    result: "ok",
    retries: 0,
  };
  const luck = unit(callKey, 2);
  if (luck < 0.008) planned.durationMs *= between(callKey, 3, 2, 6);
  if (blueprint.service === "http" && unit(callKey, 4) < 0.00006) {
    planned.durationMs = input.model.blueprint.timeoutMs * 1.5;
  }
  if (input.incident === "slow-third-party" && blueprint.service === "http") {
    suffer(planned, callKey);
  } else if (input.incident === "dynamodb-throttle" && blueprint.service === "DynamoDB") {
    throttle(planned, callKey, input.model.blueprint.key);
  } else if (input.incident === "reserved-concurrency-burst" && blueprint.service === "http") {
    planned.durationMs *= 6;
  }
  return planned;
}

/** The parcel service hangs, or refuses after the client's own 10 s connect limit, or is merely slow. */
function suffer(call: PlannedCall, callKey: number): void {
  const luck = unit(callKey, 5);
  if (luck < 0.4) call.durationMs = between(callKey, 6, 29_200, 70_000);
  else if (luck < 0.6) {
    call.durationMs = between(callKey, 6, 10_001, 10_040);
    call.result = "fault";
  } else call.durationMs = between(callKey, 6, 900, 6_000);
}

/** Share of calls that are throttled and how long the SDK retries, by function. */
const pressure: Readonly<Record<string, { share: number; low: number; high: number }>> = {
  "inventory-sync": { share: 0.5, low: 2_000, high: 9_000 },
  "stream-analytics": { share: 0.85, low: 8_000, high: 20_000 },
};
const USUAL_PRESSURE = { share: 0.3, low: 700, high: 5_000 };

function throttle(call: PlannedCall, callKey: number, functionKey: string): void {
  const { share, low, high } = pressure[functionKey] ?? USUAL_PRESSURE;
  if (unit(callKey, 5) >= share) return;
  call.retries = integer(callKey, 6, 2, 9);
  call.durationMs = between(callKey, 7, low, high);
  if (unit(callKey, 8) < 0.6) call.result = "throttle";
}
