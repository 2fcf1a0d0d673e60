import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FailureForm, SharedAnswers, type SharedQuestion } from "@/lib/cache/shared-answers";
import { SharedStore } from "@/lib/cache/shared-store";
import { parseRedisUrl } from "@/lib/config/redis-settings";
import {
  hasRedis,
  type RedisServer,
  startCluster,
  startRedis,
  waitUntil,
  withoutRedis,
} from "@/lib/testing/redis-servers";

const failures: FailureForm = {
  write: (error) => (error instanceof RangeError ? error.message : undefined),
  read: (written) => (typeof written === "string" ? new RangeError(written) : undefined),
};

/** Two instances of the app, as far as the store can tell. */
class Instance {
  readonly store: SharedStore;
  readonly answers: SharedAnswers;

  constructor(url: string) {
    const settings = parseRedisUrl(url, null);
    if (typeof settings === "string") throw new Error(settings);
    this.store = new SharedStore(settings);
    this.answers = new SharedAnswers(this.store, failures, 600);
  }

  async ready(): Promise<this> {
    await waitUntil(() => this.store.status().state === "connected");
    return this;
  }

  ask(question: Partial<SharedQuestion<unknown>> & Pick<SharedQuestion<unknown>, "key">) {
    const { signal } = new AbortController();
    const load = async () => "unasked";
    return this.answers.ask({ namespace: "n", signal, load, keepForMs: () => 60_000, ...question });
  }
}

/** A question that no other test asks, and how often AWS was asked it. */
function question(load: () => Promise<unknown> = async () => ({ items: [1, null, "ü\u0000"] })) {
  const asked = { times: 0 };
  return {
    asked,
    key: randomUUID(),
    load: () => {
      asked.times += 1;
      return load();
    },
  };
}

const slowly = (value: unknown) => () => pause(150, value);

describe.skipIf(!hasRedis)(`instances that share a server${withoutRedis}`, () => {
  let server: RedisServer;
  let one: Instance;
  let two: Instance;

  beforeAll(async () => {
    server = await startRedis();
    one = await new Instance(server.url).ready();
    two = await new Instance(server.url).ready();
  });

  afterAll(async () => {
    one.store.close();
    two.store.close();
    await server.stop();
  });

  it("asks once for both, and tells how long the answer may be kept", async () => {
    const { asked, ...asks } = question();
    const first = await one.ask(asks);
    await waitUntil(async () => (await two.ask(asks)).how === "kept");
    const second = await two.ask(asks);
    expect(first).toMatchObject({ how: "loaded", keepForMs: 60_000 });
    expect(second.value).toEqual(first.value);
    expect(second.keepForMs).toBeGreaterThan(50_000);
    expect(second.keepForMs).toBeLessThanOrEqual(60_000);
    expect(asked.times).toBeLessThanOrEqual(2);
  });

  it("makes identical questions at the same time one, across instances", async () => {
    const { asked, ...asks } = question(slowly("slow"));
    const answers = await Promise.all([one.ask(asks), two.ask(asks), one.ask(asks), two.ask(asks)]);
    expect(answers.map(({ value }) => value)).toEqual(["slow", "slow", "slow", "slow"]);
    expect(answers.map(({ how }) => how).sort()).toEqual(["loaded", "shared", "shared", "shared"]);
    expect(asked.times).toBe(1);
  });

  it("forgets when the time is over", async () => {
    const { asked, ...asks } = question();
    await one.ask({ ...asks, keepForMs: () => 100 });
    await pause(200);
    expect((await two.ask(asks)).how).toBe("loaded");
    expect(asked.times).toBe(2);
  });

  it("forgets what is taken back, for everybody", async () => {
    const { asked, ...asks } = question();
    await one.ask(asks);
    await pause(50);
    expect((await two.ask(asks)).how).toBe("kept");
    await two.answers.forget({ namespace: "n", key: asks.key });
    expect((await one.ask(asks)).how).toBe("loaded");
    expect(asked.times).toBe(2);
  });

  it("hands an answer that is not to be kept to those who waited, and to nobody else", async () => {
    const { asked, ...asks } = question(slowly("partial"));
    const partial = { ...asks, keepForMs: () => 0 };
    const both = await Promise.all([one.ask(partial), two.ask(partial)]);
    expect(both.map(({ how }) => how).sort()).toEqual(["loaded", "shared"]);
    expect((await two.ask(partial)).how).toBe("loaded");
    expect(asked.times).toBe(2);
  });

  it("tells those who waited of a failure that they would meet too, and asks again afterwards", async () => {
    const fails = async () => {
      await pause(150);
      throw new RangeError("denied");
    };
    const { asked, ...asks } = question(fails);
    const both = await Promise.allSettled([one.ask(asks), two.ask(asks)]);
    expect(both).toMatchObject([{ reason: { message: "denied" } }, { reason: { message: "denied" } }]);
    expect(asked.times).toBe(1);
    expect((await two.ask({ ...asks, load: async () => "allowed now" })).value).toBe("allowed now");
  });

  it("lets the next one try where a failure is of one instance alone", async () => {
    const { key } = question();
    const broken = one.ask({
      key,
      load: async () => {
        await pause(150);
        throw new Error("my network");
      },
    });
    await pause(50);
    const other = two.ask({ key, load: async () => "fine here" });
    await expect(broken).rejects.toThrow("my network");
    expect(await other).toMatchObject({ value: "fine here", how: "loaded" });
  });

  it("lets a page leave at once while another instance is asking, and the asking one leave to the next", async () => {
    const { key } = question();
    const asking = new AbortController();
    const slow = one.ask({
      key,
      signal: asking.signal,
      load: () => pause(10_000, "", { signal: asking.signal }),
    });
    await pause(50);
    const leaving = new AbortController();
    const left = two.ask({ key, signal: leaving.signal });
    const stays = two.ask({ key, load: async () => "taken over" });
    await pause(50);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    asking.abort();
    await expect(slow).rejects.toMatchObject({ name: "AbortError" });
    expect(await stays).toMatchObject({ value: "taken over", how: "loaded" });
  });

  it("takes over from an instance that died", async () => {
    const { key } = question();
    const dead = await new Instance(server.url).ready();
    void dead.ask({ key, load: () => new Promise(() => undefined) });
    await waitUntil(async () => (await flightsAt(server)) > 0);
    dead.store.close();
    expect(await two.ask({ key, load: async () => "alive" })).toMatchObject({
      value: "alive",
      how: "loaded",
    });
  });

  it("shows nothing to those of other rights", async () => {
    const { asked, ...asks } = question();
    await one.ask({ ...asks, namespace: "admin" });
    await pause(50);
    expect((await two.ask({ ...asks, namespace: "reader" })).how).toBe("loaded");
    expect(asked.times).toBe(2);
  });

  it("takes anything that is not an answer to this question for none", async () => {
    const { asked, ...asks } = question();
    await one.ask(asks);
    const client = new Redis(server.port, "127.0.0.1");
    const answers = () => client.keys("*:answer");
    await waitUntil(async () => (await answers()).length > 0);
    const foreign = [
      (key: string) => client.set(key, Buffer.from([0x7a, 1, 2, 3])),
      (key: string) => client.set(key, 'j{"key":"another","value":1}'),
      async (key: string) => {
        await client.del(key);
        await client.lpush(key, "a list");
      },
    ];
    for (const put of foreign) {
      for (const key of await answers()) await put(key);
      expect(await two.ask(asks)).toMatchObject({ value: { items: [1, null, "ü\u0000"] } });
      await pause(30);
    }
    for (const key of await client.keys("*:answer")) await client.del(key);
    for (const key of await client.keys("*:flight")) await client.set(key, "L");
    expect((await two.ask(asks)).value).toEqual({ items: [1, null, "ü\u0000"] });
    client.disconnect();
    expect(asked.times).toBeGreaterThan(foreign.length);
    expect(two.store.status().state).toBe("connected");
  });

  it("keeps no names of what was asked in the server", async () => {
    const { asked: _, ...asks } = question();
    await one.ask(asks);
    const client = new Redis(server.port, "127.0.0.1");
    expect((await client.keys("*")).filter((key) => key.includes(asks.key))).toEqual([]);
    client.disconnect();
  });
});

describe.skipIf(!hasRedis)(`a cluster of three${withoutRedis}`, () => {
  it("is recognised from one address and shares answers of all nodes", async () => {
    const nodes = await startCluster();
    const urls = nodes.map(({ url }) => url);
    const one = await new Instance(urls[0] ?? "").ready();
    const two = await new Instance(urls.join(",")).ready();
    const questions = Array.from({ length: 12 }, () => question(slowly("cluster")));
    const all = questions.flatMap(({ asked: _, ...asks }) => [one.ask(asks), two.ask(asks)]);
    expect(new Set((await Promise.all(all)).map(({ value }) => value))).toEqual(new Set(["cluster"]));
    expect(questions.map(({ asked }) => asked.times)).toEqual(questions.map(() => 1));
    for (const node of nodes) {
      const client = new Redis(node.port, "127.0.0.1");
      await waitUntil(async () => (await client.dbsize()) > 0);
      client.disconnect();
    }
    one.store.close();
    two.store.close();
    for (const node of nodes) await node.stop();
  });
});

async function flightsAt({ port }: RedisServer): Promise<number> {
  const client = new Redis(port, "127.0.0.1");
  const flights = await client.keys("*:flight");
  client.disconnect();
  return flights.length;
}
