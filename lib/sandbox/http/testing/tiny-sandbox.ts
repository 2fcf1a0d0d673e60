import type { Service } from "@/lib/sandbox/http/contract";
import { type Sandbox, type ServerSetup, serveSandbox } from "@/lib/sandbox/http/sandbox-server";
import { tinyShop } from "@/lib/sandbox/http/testing/tiny-shop";
import { restRoutes, services } from "@/lib/sandbox/services";

/** Settings for an AWS client of a test sandbox. */
export function clientSettings(sandbox: Sandbox, region = "us-east-1") {
  return {
    endpoint: sandbox.url,
    region,
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "test" },
    maxAttempts: 1,
  };
}

/** A sandbox over `tinyShop` without quotas; `extra` services take the place of those of the same name. */
export function tinySandbox(
  setup: Partial<ServerSetup> = {},
  extra: readonly Service[] = [],
): Promise<Sandbox> {
  return serveSandbox({
    port: 0,
    seed: 7,
    latencyMs: 0,
    quotas: false,
    clock: () => performance.now(),
    now: () => Date.now(),
    services: [...services, ...extra],
    routes: restRoutes,
    regionNames: ["us-east-1"],
    createWorld: tinyShop,
    truth: (_world, fromMs, toMs, withLogs) => ({ fromMs, toMs, withLogs }),
    truthRequests: (_world, fromMs, toMs, limit) => ({ fromMs, toMs, limit }),
    log: () => undefined,
    ...setup,
  });
}
