import { beforeAll, describe, expect, it } from "vitest";
import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { createLogBook, type LogBook } from "@/lib/logs/log-book";
import type { Invocation, LogEvent, LogSource } from "@/lib/model/log";
import { logGroups } from "@/lib/sandbox/logs/log-groups";
import type { LogEvent as WrittenEvent } from "@/lib/sandbox/logs/source/log-event";
import { createWorld } from "@/lib/sandbox/world/create-world";
import type { FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";

/** The invocations that the engine finds in the sandbox's log events are those that the sandbox simulated. */

const NOW = Date.UTC(2026, 0, 15, 12);
const HOURS = 4;
let world: World;
let book: LogBook;
let byFunction: Map<string, Invocation[]>;
/** By event id: index of the invocation that wrote the line; of an environment's own lines, its first one. */
const writers = new Map<string, number>();

beforeAll(() => {
  world = createWorld({
    seed: 7,
    nowMs: NOW,
    hours: HOURS,
    rps: 0.4,
    functions: 0,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  const sources = world.functions.map(sourceOf);
  book = createLogBook(sources);
  for (const { name, source } of logGroups(world).values()) {
    if (!source.lambda) continue;
    const key = sources.find(({ group }) => group === name)?.key ?? `group:${name}`;
    const written = source.collect({ fromMs: world.startMs, toMs: NOW + 1 }, null, null);
    for (const event of written) {
      const first = world.environment(event.streamId).firstInvocation;
      writers.set(event.eventId, event.record === 0 ? first : event.record - 1);
    }
    book.add(eventsOf(name, written), key);
  }
  byFunction = new Map();
  for (const invocation of new InvocationReader(book).all()) {
    const name = invocation.functionName ?? "";
    byFunction.set(name, [...(byFunction.get(name) ?? []), invocation]);
  }
}, 60_000);

describe("every function of the shop", () => {
  it("has its invocations, each with status, cold start, duration, memory and billed duration", () => {
    const differences: string[] = [];
    let compared = 0;
    for (const fn of world.functions) {
      if (fn.systemLogLevel === "WARN") continue;
      const found = new Map(
        (byFunction.get(fn.name) ?? []).map((invocation) => [invocation.key, invocation] as const),
      );
      const records = recordsOf(fn);
      if (found.size !== records.length) {
        differences.push(`${fn.name}: ${found.size} invocations found, ${records.length} simulated`);
      }
      for (const record of records) {
        const key = `${world.detail(record.index).requestId}#${record.attempt}`;
        const invocation = found.get(key);
        const expected = expectedOf(fn, record);
        const got = invocation === undefined ? "missing" : gotOf(invocation);
        if (got !== expected) differences.push(`${fn.name} ${key}: ${got} instead of ${expected}`);
        compared++;
      }
    }
    expect(differences.slice(0, 20)).toEqual([]);
    expect(compared).toBeGreaterThan(5_000);
  });
});

it("shows invocations of a function that hides its platform lines as unknown, unless they failed", () => {
  const hiding = world.functions.filter(({ systemLogLevel }) => systemLogLevel === "WARN");
  expect(hiding.length).toBeGreaterThan(0);
  for (const fn of hiding) {
    const outcomes = new Map<string, string>(
      recordsOf(fn).map(
        (record) => [`${world.detail(record.index).requestId}#${record.attempt}`, record.outcome] as const,
      ),
    );
    const found = byFunction.get(fn.name) ?? [];
    expect(found.length).toBeGreaterThan(0);
    for (const { key, status, durationMs } of found) {
      const outcome = outcomes.get(key);
      expect(outcome).toBeDefined();
      expect(status === "unknown" ? outcome : status).toBe(outcome);
      if (status === "unknown") expect(durationMs).toBeNull();
    }
  }
});

describe("the stages' logs", () => {
  it("give each request, with status, latency and the function's request id", () => {
    const sources = world.apis.flatMap((api): LogSource[] => {
      const stage = `${api.id}/${api.stage}`;
      const common = { label: stage, group: stage, functionName: null };
      return [
        { ...common, key: `exec:${stage}`, kind: "api-execution", accessLogFormat: null },
        {
          ...common,
          key: `access:${stage}`,
          kind: "api-access",
          accessLogFormat: api.accessLog?.format ?? null,
        },
      ];
    });
    const stages = createLogBook(sources);
    for (const { name, source } of logGroups(world).values()) {
      if (source.lambda) continue;
      const api = world.apis.find(
        ({ id, stage, accessLog }) =>
          name.startsWith(`API-Gateway-Execution-Logs_${id}/${stage}`) ||
          name.replace(/\/Canary$/, "") ===
            accessLog?.logGroup.replace(/^.*:log-group:/, "").replace(/:\*$/, ""),
      );
      const prefix = name.startsWith("API-Gateway") ? "exec" : "access";
      const key = `${prefix}:${api?.id}/${api?.stage}`;
      stages.add(eventsOf(name, source.collect({ fromMs: world.startMs, toMs: NOW + 1 }, null, null)), key);
    }
    const found = new Map(
      new GatewayRequests(stages).all().map((request) => [request.key, request] as const),
    );
    const wrong: object[] = [];
    let compared = 0;
    for (const api of world.apis) {
      for (const index of Array.from(world.requestsOf(api.index, world.startMs, NOW))) {
        const record = world.request(index);
        if (record.startMs + record.latencyMs > NOW) continue;
        const request = found.get(`${api.id}/${api.stage} ${world.requestDetail(index).requestId}`);
        const format = api.accessLog?.format ?? "";
        const lambdaId = request?.lambdaRequestId ?? null;
        // The gateway did not wait for the answer that would have named it.
        const unnamed = record.invocationIndex < 0 || record.outcome === "integration-timeout";
        const same =
          request?.status === record.status &&
          request.canary === record.canary &&
          (!format.includes("responseLatency") || request.latencyMs === Math.round(record.latencyMs)) &&
          (lambdaId !== null
            ? lambdaId === world.detail(record.invocationIndex).requestId
            : unnamed || !format.includes("integration.requestId"));
        if (!same) wrong.push({ request, record });
        compared++;
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBe(found.size);
    expect(compared).toBeGreaterThan(1_000);
  });
});

it("gives each line to the invocation that wrote it", () => {
  const wrong: string[] = [];
  for (const line of book.lines()) {
    const event = book.eventOf(line);
    const writer = writers.get(event.id) ?? -1;
    const record = writer < 0 ? null : world.invocation(writer);
    const fn = record === null ? undefined : world.functions[record.functionIndex];
    // Without START and REPORT lines that name nobody cannot be told apart.
    if (fn?.systemLogLevel === "WARN" && book.attributionOf(line) !== "exact") continue;
    const invocation = book.invocationOf(line);
    const got =
      invocation < 0 ? "nobody" : `${book.requestIdOfInvocation(invocation)}#${book.attemptOf(invocation)}`;
    const expected = record === null ? "nobody" : `${world.detail(writer).requestId}#${record.attempt}`;
    if (got !== expected)
      wrong.push(
        `${fn?.name} ${got} instead of ${expected}: ${event.timestampMs} ${event.stream} ${event.message.slice(0, 100)}`,
      );
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(wrong).toHaveLength(0);
  expect(book.lineCount).toBe(writers.size);
});

function eventsOf(group: string, written: readonly WrittenEvent[]): LogEvent[] {
  return written.map((event) => ({
    id: event.eventId,
    timestampMs: event.timestamp,
    ingestionMs: event.ingestionTime,
    group,
    stream: event.stream.name,
    message: event.message,
  }));
}

function sourceOf(fn: FunctionDef): LogSource {
  return {
    key: `fn:${fn.name}`,
    kind: "function",
    label: fn.name,
    group: fn.logGroup,
    functionName: fn.name,
    accessLogFormat: null,
  };
}

function recordsOf(fn: FunctionDef): InvocationRecord[] {
  return Array.from(world.invocationsOf(fn.index, world.startMs, NOW), (index) => world.invocation(index));
}

function expectedOf(fn: FunctionDef, record: InvocationRecord): string {
  const duration = fn.logFormat === "JSON" ? record.durationMs : Number(record.durationMs.toFixed(2));
  return `${record.outcome} v${record.version} ${startOf(record)} ${duration.toFixed(2)} ms, ${record.billedDurationMs} ms billed, ${record.maxMemoryUsedMb} of ${fn.memoryMb} MB`;
}

function gotOf(invocation: Invocation): string {
  const {
    status,
    version,
    startKind,
    waitedForInitMs,
    durationMs,
    billedDurationMs,
    maxMemoryUsedMb,
    memorySizeMb,
  } = invocation;
  const start = waitedForInitMs === null ? `${startKind}` : `${startKind} ${waitedForInitMs.toFixed(1)} ms`;
  return `${status} v${version} ${start} ${durationMs?.toFixed(2)} ms, ${billedDurationMs} ms billed, ${maxMemoryUsedMb} of ${memorySizeMb} MB`;
}

/** How the simulated invocation came to its environment, and how long it waited for it. */
function startOf(record: InvocationRecord): string {
  const { start, initMs, initStatus, restore, firstInvocation } = world.environment(record.environmentIndex);
  if (record.cold) {
    const how = restore ? "snap-start-restore" : initStatus === "ok" ? "on-demand" : "failed";
    return `${how} ${initMs.toFixed(1)} ms`;
  }
  if (firstInvocation === record.index) return start;
  return record.suppressedInitMs > 0 ? "suppressed" : "warm";
}
