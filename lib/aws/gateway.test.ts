import { describe, expect, it } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { noteCaller } from "@/lib/aws/caller";
import {
  type Call,
  call,
  callEachPage,
  callPages,
  type EachPageCall,
  type PagedCall,
} from "@/lib/aws/gateway";
import { testScope } from "@/lib/aws/test-scope";

interface Wire {
  readonly items: readonly number[];
  readonly token?: string;
  readonly $metadata?: { readonly attempts: number };
}

/** A question whose answer is [1]; `sent` counts how often AWS was asked. */
function question(changes: Partial<Call<Wire, readonly number[]>> = {}) {
  const sent = { count: 0 };
  const asked: Call<Wire, readonly number[]> = {
    service: "lambda",
    operation: "ListFunctions",
    key: { name: "a" },
    cacheForMs: 60_000,
    send: async () => {
      sent.count += 1;
      return { items: [sent.count] };
    },
    read: ({ items }) => items,
    ...changes,
  };
  return { asked, sent };
}

function named(name: string, message = "said AWS", extra: object = {}): Error {
  return Object.assign(new Error(message), { name, ...extra });
}

describe("call", () => {
  it("asks AWS once and answers from the cache afterwards", async () => {
    const scope = testScope();
    const { asked, sent } = question();
    expect(await call(scope, asked)).toEqual([1]);
    expect(await call(scope, asked)).toEqual([1]);
    expect(sent.count).toBe(1);
    expect(scope.meter.snapshot()).toMatchObject({ calls: 2, sent: 1, cached: 1, shared: 0 });
  });

  it("asks again when told to keep nothing", async () => {
    const scope = testScope();
    const { asked } = question({ cacheForMs: 0 });
    expect(await call(scope, asked)).toEqual([1]);
    expect(await call(scope, asked)).toEqual([2]);
  });

  it("lets the answer decide how long it is kept", async () => {
    const scope = testScope();
    const { asked } = question({ cacheForMs: ([first]) => (first === 1 ? 0 : 60_000) });
    await call(scope, asked);
    expect(await call(scope, asked)).toEqual([2]);
    expect(await call(scope, asked)).toEqual([2]);
  });

  it("keeps regions, operations and inputs apart", async () => {
    const [here, there] = [testScope(), testScope()];
    const { asked } = question();
    await call(here, asked);
    expect(await call(there, asked)).toEqual([2]);
    expect(await call(here, { ...asked, key: { name: "b" } })).toEqual([3]);
    expect(await call(here, { ...asked, operation: "ListAliases" })).toEqual([4]);
  });

  it("does not answer for one caller with what another one was told", async () => {
    const scope = testScope();
    const { asked } = question();
    noteCaller(scope.account, { accountId: "1", arn: "arn:aws:iam::1:user/a" });
    expect(await call(scope, asked)).toEqual([1]);
    noteCaller(scope.account, { accountId: "2", arn: "arn:aws:iam::2:user/a" });
    expect(await call(scope, asked)).toEqual([2]);
  });

  it("makes identical calls at the same time one call, which only the first pays", async () => {
    const [one, two] = [testScope(), testScope()];
    const { asked, sent } = question({ service: "cloudwatch" });
    const sameRegion = { ...two, region: one.region };
    const metrics = { ...asked, operation: "GetMetricData", billed: { metrics: 400, datapoints: 400 } };
    expect(await Promise.all([call(one, metrics), call(sameRegion, metrics)])).toEqual([[1], [1]]);
    expect(sent.count).toBe(1);
    expect(one.meter.snapshot()).toMatchObject({ sent: 1, shared: 0, billedMetrics: 400 });
    expect(one.meter.snapshot().costUsd).toBeCloseTo(0.004, 10);
    expect(two.meter.snapshot()).toMatchObject({ sent: 0, shared: 1, billedMetrics: 0, costUsd: 0 });
  });

  it("counts a CloudWatch request at the price of one, a Lambda request as free", async () => {
    const scope = testScope();
    await call(scope, question({ service: "cloudwatch", operation: "ListMetrics" }).asked);
    await call(scope, question({ service: "lambda" }).asked);
    expect(scope.meter.snapshot().costUsd).toBeCloseTo(0.00001, 10);
  });

  it("counts the SDK's further attempts, in answers and in failures", async () => {
    const scope = testScope();
    const tried = { $metadata: { attempts: 3 } };
    await call(scope, question({ send: async () => ({ items: [], ...tried }) }).asked);
    const failing = question({
      key: 2,
      send: async () => Promise.reject(named("ThrottlingException", "slow", tried)),
    });
    await expect(call(scope, failing.asked)).rejects.toBeInstanceOf(AwsFailure);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 2, retried: 4 });
  });

  it("throws what AWS refused as a failure with the original error, and keeps nothing of it", async () => {
    const scope = testScope();
    const original = named("TooManyRequestsException");
    const { asked } = question({ send: async () => Promise.reject(original) });
    const error = await call(scope, asked).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AwsFailure);
    expect(error).toMatchObject({
      cause: original,
      failure: { kind: "throttled", operation: "lambda:ListFunctions", message: "said AWS" },
    });
    expect(await call(scope, question().asked)).toEqual([1]);
  });

  it("takes an answer of the wrong shape for an unreadable one", async () => {
    const { asked } = question({
      read: () => {
        throw new TypeError("items is not iterable");
      },
    });
    await expect(call(testScope(), asked)).rejects.toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("throws AbortError, never a failure, when the page was abandoned, and stops the request", async () => {
    const page = new AbortController();
    const stopped: boolean[] = [];
    const { asked } = question({
      send: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            stopped.push(true);
            reject(named("AbortError"));
          });
          page.abort();
        }),
    });
    await expect(call(testScope({ signal: page.signal }), asked)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(stopped).toEqual([true]);
  });

  it("sends nothing for a page that was abandoned before", async () => {
    const { asked, sent } = question();
    const scope = testScope({ signal: AbortSignal.abort() });
    await expect(call(scope, asked)).rejects.toMatchObject({ name: "AbortError" });
    expect(sent.count).toBe(0);
    expect(scope.meter.snapshot().calls).toBe(0);
  });

  it("answers the page that stays when another one leaves", async () => {
    const leaving = new AbortController();
    const stays = testScope();
    const leaves = testScope({ region: stays.region, signal: leaving.signal });
    let finish: (wire: Wire) => void = () => {};
    const { asked } = question({
      send: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    const left = call(leaves, asked);
    const stayed = call(stays, asked);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    finish({ items: [7] });
    expect(await stayed).toEqual([7]);
  });

  it("waits for pace and says so", async () => {
    const scope = testScope();
    const calls = Array.from({ length: 6 }, (_, i) =>
      call(scope, question({ service: "apigateway", operation: "GetResources", key: i }).asked),
    );
    await Promise.all(calls);
    expect(scope.meter.snapshot().sent).toBe(6);
    expect(scope.meter.snapshot().waitingMs).toBeGreaterThan(0);
  });

  it("knows a quota for every operation of a metered service", async () => {
    const { asked } = question({ service: "cloudwatch", operation: "PutMetricData" });
    await expect(call(testScope(), asked)).rejects.toThrow(/No quota is known/);
  });
});

describe("callPages", () => {
  /** Pages by token; the first one has none. */
  function paged(pages: Readonly<Record<string, Wire>>) {
    const tokens: (string | undefined)[] = [];
    const asked: PagedCall<Wire, number> = {
      service: "lambda",
      operation: "ListFunctions",
      key: {},
      cacheForMs: 60_000,
      sendPage: async (token) => {
        tokens.push(token);
        return pages[token ?? "first"] ?? { items: [] };
      },
      nextToken: ({ token }) => token,
      read: ({ items }) => items,
    };
    return { asked, tokens };
  }

  it("gives all pages as one list, also over an empty one, and keeps it as one answer", async () => {
    const scope = testScope();
    const { asked, tokens } = paged({
      first: { items: [1, 2], token: "b" },
      b: { items: [], token: "c" },
      c: { items: [3] },
    });
    expect(await callPages(scope, asked)).toEqual([1, 2, 3]);
    expect(await callPages(scope, asked)).toEqual([1, 2, 3]);
    expect(tokens).toEqual([undefined, "b", "c"]);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 3, cached: 1 });
  });

  it("takes an empty token for none", async () => {
    const { asked, tokens } = paged({ first: { items: [1], token: "" } });
    expect(await callPages(testScope(), asked)).toEqual([1]);
    expect(tokens).toHaveLength(1);
  });

  it("gives up on a list that goes round in circles", async () => {
    const { asked } = paged({ first: { items: [1], token: "b" }, b: { items: [2], token: "b" } });
    await expect(callPages(testScope(), asked)).rejects.toMatchObject({ failure: { kind: "unavailable" } });
  });
});

describe("callEachPage", () => {
  /** Pages [1] [2] [3]; while `fault` holds, the second gives its own token back. */
  function list(state: { fault: boolean; sent: number }): EachPageCall<Wire, readonly number[]> {
    return {
      service: "logs",
      operation: "FilterLogEvents",
      key: "a",
      cacheForMs: 60_000,
      cacheIn: "logs",
      sendPage: async (token = "0") => {
        state.sent += 1;
        const turn = state.fault ? Math.min(Number(token), 1) : Number(token);
        const next = state.fault ? "1" : `${turn + 1}`;
        return { items: [turn + 1], ...(turn < 2 ? { token: next } : {}) };
      },
      nextToken: (wire) => wire.token,
      read: (wire) => wire.items,
    };
  }

  async function readAll(scope: ReturnType<typeof testScope>, asked: EachPageCall<Wire, readonly number[]>) {
    const items: number[] = [];
    for await (const { output } of callEachPage(scope, asked)) items.push(...output);
    return items;
  }

  it("keeps each page", async () => {
    const scope = testScope();
    const state = { fault: false, sent: 0 };
    expect(await readAll(scope, list(state))).toEqual([1, 2, 3]);
    expect(await readAll(scope, list(state))).toEqual([1, 2, 3]);
    expect(state.sent).toBe(3);
  });

  it("keeps no page of a list that goes round in circles", async () => {
    const scope = testScope();
    const state = { fault: true, sent: 0 };
    await expect(readAll(scope, list(state))).rejects.toMatchObject({ failure: { kind: "unavailable" } });
    const before = state.sent;
    state.fault = false;
    expect(await readAll(scope, list(state))).toEqual([1, 2, 3]);
    expect(state.sent - before).toBe(3);
  });
});
