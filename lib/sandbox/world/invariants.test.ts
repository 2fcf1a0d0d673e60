import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import {
  environmentsIn,
  indexOf,
  invocationsIn,
  NOW_MS,
  requestsIn,
  smallWorld,
} from "@/lib/sandbox/world/testing/small-world";

const world = smallWorld();
const invocations = invocationsIn(world);
const requests = requestsIn(world);
const environments = environmentsIn(world);
const defOf = (functionIndex: number) => {
  const def = world.functions[functionIndex];
  if (def === undefined) throw new Error(`no function ${functionIndex}`);
  return def;
};
const share = (part: number, whole: number) => part / whole;

/** Records that break a rule: empty when it holds. One assertion over all is far cheaper than one each. */
function breaking<T>(records: readonly T[], holds: (record: T) => boolean): readonly T[] {
  return records.filter((record) => !holds(record)).slice(0, 3);
}

describe("invocations", () => {
  it("are billed by the rules of REPORT", () => {
    const billed = (record: (typeof invocations)[number]) => {
      const environment = world.environment(record.environmentIndex);
      const whole = Math.ceil(record.durationMs);
      if (!record.cold || environment.initStatus !== "ok") return whole;
      if (environment.restore) return whole + environment.billedRestoreMs;
      const cs = Math.round(record.durationMs * 100) + Math.round(environment.initMs * 100);
      return Math.ceil(cs / 100);
    };
    expect(breaking(invocations, (one) => one.billedDurationMs === billed(one))).toEqual([]);
  });

  it("have durations of two decimals, at most the timeout, exactly it on timeout", () => {
    const holds = (record: (typeof invocations)[number]) => {
      const { timeoutMs, memoryMb } = defOf(record.functionIndex);
      return (
        Number(record.durationMs.toFixed(2)) === record.durationMs &&
        record.durationMs > 0 &&
        record.durationMs <= timeoutMs &&
        (record.outcome !== "timeout" || record.durationMs === timeoutMs) &&
        record.maxMemoryUsedMb <= memoryMb &&
        (record.outcome !== "out-of-memory" || record.maxMemoryUsedMb === memoryMb)
      );
    };
    expect(breaking(invocations, holds)).toEqual([]);
  });

  it("run one at a time in an environment, and only while it lives", () => {
    const holds = (environment: (typeof environments)[number]) => {
      let freeMs = environment.initStartMs + environment.initMs;
      return Array.from(world.invocationsOfEnvironment(environment.index)).every((index) => {
        const record = world.invocation(index);
        const follows = record.startMs >= freeMs;
        freeMs = record.startMs + record.durationMs;
        return (
          follows &&
          record.environmentIndex === environment.index &&
          record.version === environment.version &&
          environment.endMs >= freeMs
        );
      });
    };
    expect(breaking(environments, holds)).toEqual([]);
  });

  it("are cold exactly when first in an environment that was started for them", () => {
    const holds = (record: (typeof invocations)[number]) => {
      const environment = world.environment(record.environmentIndex);
      const first = environment.firstInvocation === record.index;
      return (
        record.cold === (first && environment.start === "on-demand") &&
        (!record.cold || record.arrivalMs === environment.initStartMs)
      );
    };
    expect(breaking(invocations, holds)).toEqual([]);
  });

  it("find the listed environment again: lists by environment and by function agree", () => {
    const byEnvironment = environments.flatMap((environment) =>
      Array.from(world.invocationsOfEnvironment(environment.index)),
    );
    const finished = byEnvironment.filter((index) => {
      const record = world.invocation(index);
      return record.startMs + record.durationMs <= NOW_MS;
    });
    expect(finished.sort((a, b) => a - b)).toEqual(
      invocations.map((record) => record.index).sort((a, b) => a - b),
    );
  });

  it("ascend by START in every function's list, and windows split the list", () => {
    for (const def of world.functions) {
      const all = Array.from(world.invocationsOf(def.index, world.startMs, NOW_MS));
      const starts = all.map((index) => world.invocation(index).startMs);
      expect(starts.every((start, i) => i === 0 || start >= (starts[i - 1] ?? 0))).toBe(true);
      const middle = world.startMs + 3 * 60 * MINUTE_MS + 17;
      const halves = [
        ...Array.from(world.invocationsOf(def.index, world.startMs, middle)),
        ...Array.from(world.invocationsOf(def.index, middle, NOW_MS)),
      ];
      expect(halves).toEqual(all);
    }
  });

  it("stay within reserved concurrency, and throttle at it", () => {
    const index = indexOf(world, "catalog-search");
    const reserved = defOf(index).reservedConcurrency ?? 0;
    const edges = invocations
      .filter((record) => record.functionIndex === index)
      .flatMap((record) => [
        { atMs: record.arrivalMs, by: 1 },
        { atMs: record.startMs + record.durationMs, by: -1 },
      ])
      .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
    let running = 0;
    let most = 0;
    for (const edge of edges) {
      running += edge.by;
      most = Math.max(most, running);
    }
    expect(most).toBe(reserved);
    expect(world.throttlesOf(index, world.startMs, NOW_MS).length).toBeGreaterThan(500);
  });

  it("repeat the init exactly after a failed init or a dead process", () => {
    const holds = (environment: (typeof environments)[number]) => {
      let died = environment.initStatus !== "ok";
      return Array.from(world.invocationsOfEnvironment(environment.index)).every((index) => {
        const record = world.invocation(index);
        const right = record.suppressedInitMs > 0 === died;
        died = ["timeout", "out-of-memory", "crash"].includes(record.outcome);
        return right;
      });
    };
    expect(breaking(environments, holds)).toEqual([]);
    expect(invocations.some((record) => record.suppressedInitMs > 0)).toBe(true);
  });

  it("of provisioned environments never wait", () => {
    const provisioned = invocations.filter(
      (record) => world.environment(record.environmentIndex).start === "provisioned",
    );
    expect(provisioned.length).toBeGreaterThan(1_000);
    expect(provisioned.every((record) => !record.cold)).toBe(true);
  });

  it("include every kind of cold start", () => {
    const cold = invocations.filter((record) => record.cold);
    expect(cold.some((record) => world.environment(record.environmentIndex).restore)).toBe(true);
    expect(cold.some((record) => !world.environment(record.environmentIndex).restore)).toBe(true);
    expect(environments.some((one) => one.start === "proactive")).toBe(true);
    expect(environments.some((one) => one.start === "provisioned")).toBe(true);
  });
});

describe("asynchronous events", () => {
  it("are retried about one and two minutes later under the first attempt's id", () => {
    const retries = invocations.filter((record) => record.attempt > 1);
    expect(retries.length).toBeGreaterThan(10);
    for (const record of retries) {
      const attempts = Array.from(world.attemptsOf(record.firstAttempt), (one) => world.invocation(one));
      expect(attempts.map((one) => one.attempt)).toEqual(attempts.map((_, i) => i + 1));
      const before = attempts[record.attempt - 2];
      if (before === undefined) throw new Error("a retry without the attempt before it");
      expect(before.outcome).not.toBe("success");
      const waited = record.arrivalMs - (before.startMs + before.durationMs);
      expect(waited).toBeGreaterThanOrEqual((record.attempt - 1) * MINUTE_MS);
      expect(waited).toBeLessThan((record.attempt - 1) * MINUTE_MS + 5_000);
      expect(world.detail(record.index).requestId).toBe(world.detail(record.firstAttempt).requestId);
    }
  });

  it("are dropped after three attempts, into the dead-letter queue where there is one", () => {
    const index = indexOf(world, "notifications-email");
    const events = world.asyncOf(index, world.startMs, NOW_MS);
    const count = (kind: string) => events.filter((event) => event.kind === kind).length;
    const failedThrice = invocations.filter(
      (record) => record.functionIndex === index && record.attempt === 3 && record.outcome !== "success",
    );
    expect(count("dropped")).toBeGreaterThan(0);
    expect(count("dropped")).toBe(failedThrice.length);
    expect(count("dead-letter") + count("dead-letter-error")).toBe(count("dropped"));
  });

  it("link publisher and consumer both ways", () => {
    const caused = invocations.filter((record) => record.parentInvocation >= 0);
    expect(caused.length).toBeGreaterThan(1_000);
    const holds = (record: (typeof invocations)[number]) =>
      (record.parentInvocations ?? [record.parentInvocation]).every(
        (parent) =>
          Array.from(world.childrenOf(parent)).includes(record.index) &&
          world.invocation(parent).startMs < record.startMs,
      );
    expect(breaking(caused, holds)).toEqual([]);
    expect(caused.some((record) => record.parentInvocations !== undefined)).toBe(true);
  });
});

describe("requests", () => {
  it("take longer than their integration", () => {
    const holds = (request: (typeof requests)[number]) =>
      Number.isFinite(request.latencyMs) && request.latencyMs > (request.integrationLatencyMs ?? 0);
    expect(breaking(requests, holds)).toEqual([]);
  });

  it("contain their invocation unless the gateway lost patience", () => {
    const holds = (request: (typeof requests)[number]) => {
      if (request.invocationIndex < 0) return true;
      const record = world.invocation(request.invocationIndex);
      const end = record.startMs + record.durationMs;
      return (
        record.requestIndex === request.index &&
        record.arrivalMs >= request.startMs &&
        (request.outcome === "integration-timeout" || end <= request.startMs + request.latencyMs)
      );
    };
    expect(breaking(requests, holds)).toEqual([]);
  });

  it("answer by what happened behind them", () => {
    const holds = (request: (typeof requests)[number]): boolean => {
      const rest = world.apis[request.apiIndex]?.kind === "REST";
      const { status, invocationIndex } = request;
      switch (request.outcome) {
        case "ok":
          return [200, 201].includes(status) && invocationIndex >= 0;
        case "cache-hit":
          return status === 200 && invocationIndex < 0 && request.integrationLatencyMs === null;
        case "gateway-throttled":
          return status === 429 && invocationIndex < 0;
        case "function-throttled":
          return status === (rest ? 500 : 503) && invocationIndex < 0;
        case "authorizer-denied":
          return (status === 401 || status === 403) && invocationIndex < 0;
        case "integration-error":
          return (
            invocationIndex < 0 ||
            (status === (rest ? 502 : 500) && world.invocation(invocationIndex).outcome !== "success")
          );
        case "client-error":
          return status >= 400 && status < 500 && invocationIndex >= 0;
        case "integration-timeout":
          return status === 504 && request.integrationLatencyMs === (rest ? 29_000 : 30_000);
      }
    };
    expect(breaking(requests, holds)).toEqual([]);
  });

  it("know every outcome", () => {
    const seen = new Set(requests.map((request) => request.outcome));
    expect([...seen].sort()).toEqual([
      "authorizer-denied",
      "cache-hit",
      "client-error",
      "function-throttled",
      "gateway-throttled",
      "integration-error",
      "integration-timeout",
      "ok",
    ]);
  });

  it("are sampled once a second and 5 % of the rest, on tracing stages only", () => {
    for (const api of world.apis) {
      const own = requests.filter((request) => request.apiIndex === api.index);
      const sampled = own.filter((request) => request.sampled);
      if (!api.tracing) {
        expect(sampled).toEqual([]);
        continue;
      }
      const seconds = new Set(own.map((request) => Math.floor(request.startMs / 1000))).size;
      const beyond = sampled.length - seconds;
      expect(share(beyond, own.length - seconds)).toBeGreaterThan(0.03);
      expect(share(beyond, own.length - seconds)).toBeLessThan(0.07);
    }
  });
});

describe("incidents", () => {
  const during = (kind: string, name: string) => {
    const incident = world.incidents.find(
      (one) => one.kind === kind && one.fromMs < NOW_MS && one.toMs > world.startMs,
    );
    if (incident === undefined) throw new Error(`no ${kind}`);
    const index = indexOf(world, name);
    const to = Math.min(NOW_MS, incident.toMs);
    const inside = Array.from(world.invocationsOf(index, incident.fromMs, to), (one) =>
      world.invocation(one),
    );
    return { incident, inside };
  };
  const failures = (records: readonly { outcome: string }[]) =>
    records.filter((record) => record.outcome !== "success");

  it("leave a quiet shop below one per cent of errors", () => {
    const quiet = smallWorld({ incidents: false });
    const all = invocationsIn(quiet);
    expect(quiet.incidents).toEqual([]);
    expect(share(failures(all).length, all.length)).toBeLessThan(0.006);
    expect(all.every((record) => record.incidentIndex === -1)).toBe(true);
  });

  it("break the version on trial only", () => {
    const { inside } = during("bad-version-canary", "payments-charge");
    const trial = inside.filter((record) => record.version === "42");
    const main = inside.filter((record) => record.version === "41");
    expect(share(trial.length, inside.length)).toBeGreaterThan(0.04);
    expect(share(failures(trial).length, trial.length)).toBeGreaterThan(0.35);
    expect(share(failures(main).length, main.length)).toBeLessThan(0.02);
  });

  it.each([
    ["slow-third-party", "shipping-quotes", 0.3],
    ["dynamodb-throttle", "inventory-sync", 0.25],
    ["memory-leak", "catalog-images", 0.02],
  ] as const)("%s makes %s fail", (kind, name, least) => {
    const { inside } = during(kind, name);
    expect(share(failures(inside).length, inside.length)).toBeGreaterThan(least);
  });

  it("let the age of stream records grow", () => {
    const { inside } = during("dynamodb-throttle", "stream-analytics");
    expect(Math.max(...inside.map((record) => record.queuedMs))).toBeGreaterThan(60_000);
  });
});
