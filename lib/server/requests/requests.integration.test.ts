import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { filterLogEvents } from "@/lib/aws/log-events";
import { getTraces } from "@/lib/aws/xray";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { requestViewSchema } from "@/lib/model/views/request";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { type InvocationTruth, type RequestTruth, truthRequests } from "@/lib/sandbox/world/truth-requests";
import type { World } from "@/lib/sandbox/world/types";
import { loadLists } from "@/lib/server/requests/account-map";
import { findRequest } from "@/lib/server/requests/find-request";
import { findByInsights } from "@/lib/server/requests/plan-search";
import { loadRequest } from "@/lib/server/requests/request";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/**
 * Ids of real requests of the sandbox, each looked up from every one of its ids: all that the logs make knowable is
 * found, and nothing that is not true.
 */
vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
/** Enough for each kind; `REQUEST_SAMPLE=200` looks up as many as the acceptance asks for. */
const SAMPLE = Number(process.env.REQUEST_SAMPLE ?? 3);
const fromMs = now - 100 * MINUTE_MS;
const toMs = now - 40 * MINUTE_MS;
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 3, rps: 0.3, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function open(): Promise<ViewRequest> {
  return openView({ from: String(now - 3 * HOUR_MS), to: String(now) }, new AbortController().signal);
}

/** One of each kind in turn, so that a small sample has them all. */
function sampleOf(requests: readonly RequestTruth[]): readonly RequestTruth[] {
  const kinds = new Map<string, RequestTruth[]>();
  for (const request of requests) {
    const retried = request.invocations.some(({ attempt }) => attempt > 1);
    const kind = [
      request.api,
      request.outcome,
      request.traced ? "traced" : "untraced",
      retried ? "retried" : request.invocations.length > 1 ? "async" : "",
      request.authorizer === null ? "" : "authorizer",
    ].join(" ");
    kinds.set(kind, [...(kinds.get(kind) ?? []), request]);
  }
  const sample: RequestTruth[] = [];
  for (let round = 0; sample.length < SAMPLE && round < SAMPLE; round++) {
    for (const list of kinds.values()) {
      const one = list[round];
      if (one !== undefined && sample.length < SAMPLE) sample.push(one);
    }
  }
  return sample;
}

const invocationsOf = (request: RequestTruth): readonly InvocationTruth[] =>
  request.authorizer === null ? request.invocations : [request.authorizer, ...request.invocations];

/** Ids that belong to the request. Those of work that a queue decoupled are a request's, too. */
function idsOf(request: RequestTruth): ReadonlySet<string> {
  return new Set(
    [
      request.apiGatewayRequestId,
      request.extendedRequestId,
      request.traceId,
      ...invocationsOf(request).flatMap(({ requestId, traceId }) => [requestId, traceId]),
    ].filter((id) => id !== ""),
  );
}

/** Which ids stand together in one log event or one trace: read as plain text, with none of the code under test. */
async function knowable(
  view: ViewRequest,
  ids: ReadonlySet<string>,
  sampled: ReadonlySet<string>,
): Promise<(id: string) => ReadonlySet<string>> {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const join = (together: readonly string[]): void => {
    for (const id of together) {
      const [a, b] = [root(together[0] ?? ""), root(id)];
      if (a !== b) parent.set(b, a);
    }
  };
  const present = new Set<string>();
  const word = /[0-9A-Za-z+/-]{15,40}={0,2}/g;
  const idsIn = (text: string): readonly string[] => [
    ...new Set((text.match(word) ?? []).filter((token) => ids.has(token))),
  ];
  const lists = await loadLists(view);
  const groups = (lists.groups ?? []).map(({ name }) => name);
  for (const group of groups) {
    const query = { group, fromMs: now - 3 * HOUR_MS, toMs: now, newestFirst: false, pattern: null };
    for await (const { events } of filterLogEvents(view.scope, query)) {
      for (const { message } of events) {
        const found = idsIn(message);
        for (const id of found) present.add(id);
        join(found);
      }
    }
  }
  const traces = [...sampled].filter((id) => /^1-[0-9a-f]{8}-/.test(id));
  // A trace tells its ids to whoever knows its own; X-Ray finds no trace by a request id.
  const told = new Map<string, readonly string[]>();
  for (const trace of (await getTraces(view.scope, traces)).traces) {
    const found = trace.documents.flatMap((text) => idsIn(withoutLinks(text)));
    for (const id of [trace.traceId, ...found]) present.add(id);
    told.set(trace.traceId, found);
  }
  const members = new Map<string, Set<string>>();
  for (const id of present) {
    const key = root(id);
    const known = members.get(key) ?? new Set();
    members.set(key, known.add(id));
  }
  return (asked) => {
    const reached = new Set<string>();
    const visit = (id: string): void => {
      for (const one of members.get(root(id)) ?? []) {
        if (reached.has(one)) continue;
        reached.add(one);
        for (const other of told.get(one) ?? []) visit(other);
      }
    };
    visit(asked);
    return reached;
  };
}

function withoutLinks(document: string): string {
  const { links: _links, ...rest } = JSON.parse(document);
  return JSON.stringify(rest);
}

describe("a request", () => {
  it("is found whole from each of its ids, and nothing false is claimed of it", async () => {
    const truth = truthRequests(world, fromMs, toMs, 5_000);
    const everyId = new Set(truth.requests.flatMap((request) => [...idsOf(request)]));
    const view = await open();
    const sample = sampleOf(truth.requests);
    expect(sample.length).toBe(SAMPLE);
    const joined = await knowable(view, everyId, new Set(sample.flatMap((request) => [...idsOf(request)])));
    const began = performance.now();
    const wrong: string[] = [];
    let lookUps = 0;
    let inferred = 0;
    let beyond = 0;
    const trips: number[] = [];
    for (const request of sample) {
      const own = idsOf(request);
      for (const id of own) {
        const expected = joined(id);
        if (expected.size === 0) continue;
        lookUps += 1;
        const seen = invocationsOf(request).find(
          ({ requestId, traceId }) => requestId === id || traceId === id,
        );
        // Now and then without any hint of when it was: the whole window is searched then.
        const atMs = lookUps % 10 === 0 ? null : (seen?.startMs ?? request.startMs);
        const { gathered } = await findRequest(await open(), id, { atMs });
        trips.push(gathered.roundTrips);
        const claimed = new Set(gathered.analysis.ids.map((one) => one.id));
        inferred += gathered.analysis.ids.filter(({ certainty }) => certainty === "inferred").length;
        const name = `${request.api} ${request.outcome} ${request.traced ? "traced" : "untraced"} from ${id}`;
        for (const one of expected) if (!claimed.has(one)) wrong.push(`${name}: ${one} is missing`);
        for (const one of claimed) {
          if (!expected.has(one)) beyond += 1;
          if (!isTrue(request, id, one, gathered.analysis.trace.invocations, truth.requests)) {
            wrong.push(`${name}: ${one} is claimed`);
          }
        }
      }
    }
    console.log({
      requests: sample.length,
      lookUps,
      inferred,
      beyond,
      trips: histogram(trips),
      tookS: Math.round((performance.now() - began) / 1000),
    });
    expect(wrong).toEqual([]);
  });
});

describe("the JSON of a request", () => {
  const load = (id: string, atMs: number) =>
    loadRequest(
      id,
      { from: String(now - HOUR_MS), to: String(now), at: String(Math.floor(atMs)) },
      new AbortController().signal,
    );
  /** Counted from the end of the window: the sample is taken from its begin, and what was looked up is cached. */
  const traced = (nth = 0) => {
    const { requests } = truthRequests(world, fromMs, toMs, 2_000);
    const all = requests.filter(({ traced: isTraced, api, invocations }) => {
      return isTraced && api === "shop-api" && invocations.length > 1;
    });
    const one = all.at(-1 - nth);
    if (one === undefined) throw new Error("no traced request in the window");
    return one;
  };

  it("has the figures of the truth, and costs what its invocations and the gateway cost", async () => {
    const truth = traced();
    const found = requestViewSchema.parse(await load(truth.apiGatewayRequestId, truth.startMs));
    expect(found.gateways).toMatchObject([{ status: truth.status, method: truth.method }]);
    const all = invocationsOf(truth);
    const shown = new Map(found.invocations.map((one) => [`${one.requestId}#${one.attempt}`, one]));
    let usd = 3.5e-6;
    for (const { requestId, attempt, durationMs, billedDurationMs, cold, functionName } of all) {
      const one = shown.get(`${requestId}#${attempt}`);
      if (one === undefined) continue;
      expect(one).toMatchObject({ functionName, billedMs: billedDurationMs, cold });
      expect(one.durationMs).toBeCloseTo(durationMs, 1);
      const { memoryMb = 0, architecture } = world.functions.find(({ name }) => name === functionName) ?? {};
      const price = architecture === "arm64" ? 0.0000133334 : 0.0000166667;
      usd += 2e-7 + (memoryMb / 1024) * (billedDurationMs / 1000) * price;
    }
    expect(found.invocations.length).toBeGreaterThan(1);
    expect(found.cost?.usd).toBeCloseTo(usd, 12);
    const offsets = found.lines.map(({ atMs }) => atMs);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(found.meta.incomplete).toEqual([]);
  });

  it("works without X-Ray, and says that it was refused", async () => {
    // Another one: what AWS answered before is kept.
    const truth = traced(1);
    await faults([{ service: "xray", fault: "access-denied", rate: 1 }]);
    const found = await load(truth.extendedRequestId, truth.startMs);
    expect(found.found).toBe(true);
    expect(found.ids.map(({ id }) => id)).toContain(truth.invocations[0]?.requestId);
    expect(found.meta.incomplete.map(({ reason }) => reason).join()).toContain("xray:BatchGetTraces");
  });

  it("is a failure when no log may be read, and not “not found”", async () => {
    await faults([{ service: "logs", fault: "access-denied", rate: 1 }]);
    await expect(load("00000000-1111-4222-8333-444444444444", now - HOUR_MS / 2)).rejects.toThrow(
      /denied|authorized/i,
    );
  });

  it("says where it looked for an id that nobody logged, and what a longer search costs", async () => {
    const found = await load("00000000-1111-4222-8333-444444444444", now - HOUR_MS / 2);
    expect(found).toMatchObject({ found: false, ids: [], cost: null });
    expect(found.search.groups.length).toBeGreaterThan(20);
    expect(found.wider.map(({ label }) => label)).toContain("the last 7 days");
    expect(found.notLogged.map(({ what }) => what).join()).toContain(
      "partner-api / v1 lacks $context.integration.requestId",
    );
  });

  it("refuses a text without an id before AWS is asked", async () => {
    await expect(load("hello", now)).rejects.toThrow(/no request id/);
  });
});

it("Logs Insights finds the groups and the time in which an id stands", async () => {
  const { requests } = truthRequests(world, fromMs, toMs, 500);
  const request = requests.find(({ api, invocations }) => api === "shop-api" && invocations.length > 0);
  const [invocation] = request?.invocations ?? [];
  const view = await open();
  const lists = await loadLists(view);
  const groups = (lists.groups ?? []).map(({ name }) => name);
  const { window, groups: found } = await findByInsights(
    view,
    groups,
    [invocation?.requestId ?? ""],
    view.window,
  );
  expect(found).toContain(invocation?.logGroup);
  expect(found.length).toBeLessThan(groups.length);
  expect(window?.fromMs).toBeLessThan(invocation?.startMs ?? 0);
  expect(window?.toMs).toBeGreaterThan(invocation?.startMs ?? Number.POSITIVE_INFINITY);
});

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

/** Of the request; or of another to which the id belongs as well, as one batch of messages of several requests does. */
function isTrue(
  request: RequestTruth,
  asked: string,
  id: string,
  traced: readonly { readonly requestId: string; readonly throttled: boolean }[],
  all: readonly RequestTruth[],
): boolean {
  if (idsOf(request).has(id)) return true;
  // A refused call has a request id of Lambda's in the trace, and no invocation.
  if (traced.some((one) => one.throttled && one.requestId === id)) return true;
  return all.some((other) => {
    const ids = idsOf(other);
    return ids.has(asked) && ids.has(id);
  });
}

function histogram(values: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
