import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { redisScript } from "@/lib/cache/redis-script";
import { SharedStore } from "@/lib/cache/shared-store";
import { parseRedisUrl } from "@/lib/config/redis-settings";
import {
  freePort,
  hasRedis,
  type RedisServer,
  startRedis,
  waitUntil,
  withoutRedis,
} from "@/lib/testing/redis-servers";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const count = redisScript(`return redis.call("INCR", KEYS[1])`);
const clean: (() => unknown)[] = [];

afterEach(async () => {
  for (const run of clean.splice(0).reverse()) await run();
});

function open(url: string, caFile: string | null = null): SharedStore {
  vi.spyOn(console, "warn").mockReturnValue(undefined);
  vi.spyOn(console, "info").mockReturnValue(undefined);
  const settings = parseRedisUrl(url, caFile);
  if (typeof settings === "string") throw new Error(settings);
  const store = new SharedStore(settings);
  clean.push(() => store.close());
  return store;
}

async function serve(options: readonly string[] = [], port: number | null = null): Promise<RedisServer> {
  const server = await startRedis(options, port);
  clean.push(() => server.stop());
  return server;
}

/** Milliseconds that each of the commands, one after the other, kept its caller waiting. */
async function waits(store: SharedStore, times: number): Promise<readonly number[]> {
  const told: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const sinceMs = performance.now();
    expect(await store.run(count, ["{k}"], [])).toBeUndefined();
    told.push(performance.now() - sinceMs);
  }
  return told;
}

const inState = (store: SharedStore, state: string) => () => store.status().state === state;

describe.skipIf(!hasRedis)(`SharedStore${withoutRedis}`, () => {
  it("lets nobody wait for a server that is not there", async () => {
    const store = open(`redis://127.0.0.1:${await freePort()}`);
    await waits(store, 3);
    await waitUntil(inState(store, "degraded"));
    expect(store.status().lastError).toMatch(/ECONNREFUSED/);
  });

  it("goes on alone when the server dies, and comes back with it", async () => {
    const server = await serve();
    const store = open(server.url);
    await waitUntil(inState(store, "connected"));
    expect(await store.run(count, ["{k}"], [])).toBe(1);
    await server.stop();
    await waits(store, 3);
    await waitUntil(inState(store, "degraded"));
    await serve([], server.port);
    await waitUntil(inState(store, "connected"));
    expect(await store.run(count, ["{k}"], [])).toBe(1);
  });

  it("waits for a frozen server once and briefly, and comes back when it thaws", async () => {
    const server = await serve();
    const store = open(server.url);
    await waitUntil(inState(store, "connected"));
    server.signal("SIGSTOP");
    const [first = 0, ...others] = await waits(store, 4);
    expect(first).toBeGreaterThan(200);
    expect(Math.max(...others)).toBeLessThan(first / 2);
    expect(store.status()).toMatchObject({ state: "degraded", lastError: "No answer within 250 ms." });
    server.signal("SIGCONT");
    await waitUntil(inState(store, "connected"));
    expect(await store.run(count, ["{k}"], [])).toBe(1);
  });

  it("tells of a wrong password without telling it", async () => {
    const server = await serve(["--requirepass", "right-one"]);
    const store = open(`redis://:wrong-one@127.0.0.1:${server.port}`);
    await waitUntil(inState(store, "degraded"));
    expect(store.status().lastError).toMatch(/WRONGPASS|invalid password/);
    expect(store.status().lastError).not.toContain("wrong-one");
    const right = open(`redis://:right-one@127.0.0.1:${server.port}`);
    await waitUntil(inState(right, "connected"));
  });

  it("does without a server that takes no writes", async () => {
    const server = await serve(["--maxmemory", "1", "--maxmemory-policy", "noeviction"]);
    const store = open(server.url);
    await waitUntil(inState(store, "degraded"));
    expect(store.status().lastError).toMatch(/OOM/);
  });

  it.skipIf(!hasOpenssl)("speaks TLS, and only to whom the authority vouches for", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lambdascope-tls-"));
    clean.push(() => rm(folder, { recursive: true, force: true }));
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const made = spawnSync("openssl", [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
      ],
      ...[
        "-keyout",
        key,
        "-out",
        certificate,
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
      ],
    ]);
    expect(made.status).toBe(0);
    const port = await freePort();
    await serve([
      ...["--tls-port", String(port), "--tls-cert-file", certificate, "--tls-key-file", key],
      ...["--tls-ca-cert-file", certificate, "--tls-auth-clients", "no"],
    ]);
    const trusting = open(`rediss://127.0.0.1:${port}`, certificate);
    const strict = open(`rediss://127.0.0.1:${port}`);
    await waitUntil(inState(trusting, "connected"));
    expect(await trusting.run(count, ["{k}"], [])).toBe(1);
    await waitUntil(inState(strict, "degraded"));
    expect(strict.status().lastError).toMatch(/self.signed/);
  });
});
