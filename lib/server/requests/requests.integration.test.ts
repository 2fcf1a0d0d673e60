import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { filterLogEvents } from "@/lib/aws/log-events";
import { getTraces } from "@/lib/aws/xray";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { type InvocationTruth, type RequestTruth, truthRequests } from "@/lib/sandbox/world/truth-requests";
import type { World } from "@/lib/sandbox/world/types";
import { loadLists } from "@/lib/server/requests/account-map";
import { findRequest } from "@/lib/server/requests/find-request";
import { openView, type ViewRequest } from "@/lib/server/view-request";

/**
 * Ids of real requests of the sandbox, each looked up from every one of its ids: all that the logs make knowable is
 * found, and nothing that is not true.
 */
vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
/** Enough for each kind; `REQUEST_SAMPLE=200` looks up as many as the acceptance asks for. */
const SAMPLE = Number(process.env.REQUEST_SAMPLE ?? 8);
const fromMs = now - 100 * MINUTE_MS;
const toMs = now - 40 * MINUTE_MS;
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 4, rps: 0.3, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIATEST");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("AWS_PROFILE", "");
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ENDPOINT_URL", sandbox.url);
});

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
    const query = { group, fromMs: now - 4 * HOUR_MS, toMs: now, newestFirst: false, pattern: null };
    for await (const { events } of filterLogEvents(view.scope, query)) {
      for (const { message } of events) {
        const found = idsIn(message);
        for (const id of found) present.add(id);
        join(found);
      }
    }
  }
  const traces = [...sampled].filter((id) => /^1-[0-9a-f]{8}-/.test(id));
  for (const trace of (await getTraces(view.scope, traces)).traces) {
    const found = trace.documents.flatMap((text) => idsIn(withoutLinks(text)));
    for (const id of found) present.add(id);
    join([trace.traceId, ...found]);
  }
  const members = new Map<string, Set<string>>();
  for (const id of present) {
    const key = root(id);
    const known = members.get(key) ?? new Set();
    members.set(key, known.add(id));
  }
  return (id) => members.get(root(id)) ?? new Set();
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
