import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { type CallScope, targetKey } from "@/lib/aws/call-scope";
import { type Caller, forgetCaller, noteCaller } from "@/lib/aws/caller";
import { type Call, call } from "@/lib/aws/gateway";
import { testScope } from "@/lib/aws/test-scope";
import { sharedStore } from "@/lib/cache/shared-store";
import { hasRedis, type RedisServer, startRedis, waitUntil, withoutRedis } from "@/lib/testing/redis-servers";

const processState = Symbol.for("lambdascope.process");

const admin = role("admin", "laptop");

function role(name: string, session: string, accountId = "111122223333"): Caller {
  return { accountId, arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${session}` };
}

/** From here on this process is another instance: it has no cache, no calls under way and a connection of its own. */
async function becomeAnotherInstance(caller: Caller): Promise<void> {
  const state: unknown = Reflect.get(globalThis, processState);
  if (state instanceof Map) state.clear();
  noteCaller("default", caller);
  await waitUntil(() => sharedStore()?.status().state === "connected");
}

function question(changes: Partial<Call<number, { readonly n: number }>> = {}) {
  const sent = { count: 0 };
  const asked: Call<number, { readonly n: number }> = {
    service: "lambda",
    operation: "ListFunctions",
    key: {},
    cacheForMs: 60_000,
    send: async () => {
      sent.count += 1;
      return sent.count;
    },
    read: (n) => ({ n }),
    ...changes,
  };
  return { asked, sent };
}

describe.skipIf(!hasRedis)(`the gateway of several instances${withoutRedis}`, () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedis();
    process.env.REDIS_URL = server.url;
    process.env.LAMBDASCOPE_BUILD = "one build";
  });

  afterAll(async () => {
    sharedStore()?.close();
    await server.stop();
  });

  /** How the answer of one instance is counted in the next one. */
  async function countedIn(next: Caller, changes: Parameters<typeof question>[0] = {}): Promise<string> {
    const { asked } = question(changes);
    const scope: CallScope = testScope();
    await becomeAnotherInstance(admin);
    await call(scope, asked).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    sharedStore()?.close();
    await becomeAnotherInstance(next);
    const meter = testScope().meter;
    await call({ ...scope, meter }, asked).catch(() => undefined);
    sharedStore()?.close();
    const { sent, cached, shared } = meter.snapshot();
    return `sent ${sent}, cached ${cached}, shared ${shared}`;
  }

  const asked = "sent 1, cached 0, shared 0";
  const cached = "sent 0, cached 1, shared 0";

  it("answers a second instance of the same role from the first one's answer", async () => {
    expect(await countedIn(role("admin", "another-session"))).toBe(cached);
  });

  it("keeps roles, accounts and what may not be kept apart", async () => {
    expect(await countedIn(role("reader", "laptop"))).toBe(asked);
    expect(await countedIn(role("admin", "laptop", "999988887777"))).toBe(asked);
    expect(await countedIn(admin, { cacheForMs: 0 })).toBe(asked);
    expect(await countedIn(admin, { service: "sts", operation: "GetCallerIdentity" })).toBe(asked);
  });

  it("keeps to itself what it read as nobody knows whom, or in a build that does not say which it is", async () => {
    const nameless: Caller = { accountId: "111122223333", arn: "" };
    expect(await countedIn(nameless, { key: "nameless" })).toBe(asked);
    Reflect.deleteProperty(process.env, "LAMBDASCOPE_BUILD");
    expect(await countedIn(admin, { key: "unbuilt" })).toBe(asked);
    const { asked: asks, sent } = question({ key: "build" });
    for (const build of ["another build", "one build"]) {
      process.env.LAMBDASCOPE_BUILD = build;
      await becomeAnotherInstance(admin);
      await call(testScope(), asks);
      await new Promise((resolve) => setTimeout(resolve, 50));
      sharedStore()?.close();
    }
    expect(sent.count).toBe(2);
  });

  it("keeps no failure", async () => {
    const denied = async () =>
      Promise.reject(Object.assign(new Error("no"), { name: "AccessDeniedException" }));
    expect(await countedIn(admin, { send: denied })).toBe(asked);
  });

  it("shares nothing once credentials were refused, until it is known again whose they are", async () => {
    const { asked: asks, sent } = question();
    await becomeAnotherInstance(admin);
    forgetCaller("default");
    const before = await server.keys();
    await call(testScope(), asks);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent.count).toBe(1);
    expect(await server.keys()).toEqual(before);
    sharedStore()?.close();
  });

  it("tells all who wait, here and elsewhere, why AWS refused", async () => {
    await becomeAnotherInstance(admin);
    const denied = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw Object.assign(new Error("no"), { name: "AccessDeniedException" });
    };
    const scope = testScope();
    const { asked: asks } = question({ send: denied, key: targetKey(scope) });
    const first = call(scope, asks).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await becomeAnotherInstance(admin);
    const second = call(scope, asks).catch((error: unknown) => error);
    for (const error of [await first, await second]) {
      expect(error).toBeInstanceOf(AwsFailure);
      expect(error).toMatchObject({ failure: { kind: "denied", operation: "lambda:ListFunctions" } });
    }
  });
});
