import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { probedOperations } from "@/lib/aws/probe";
import { type OperationId, operationIds } from "@/lib/model/aws-operations";
import { type Permissions, permissionsSchema } from "@/lib/model/views/settings";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { loadPermissions } from "@/lib/server/settings/permissions";
import { openView } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** Every operation is tried; each that is refused in turn is told with the statement that allows it. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = Date.UTC(2026, 0, 15, 12);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 1, rps: 1, quotas: false, log: () => {} });
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function permissions(region = "us-east-1"): Promise<Permissions> {
  const view = await openView({ region }, new AbortController().signal);
  return permissionsSchema.parse((await loadPermissions(view)).data);
}

function troubles({ operations }: Permissions) {
  return operations.filter(({ result }) => result !== "allowed");
}

it("tries every operation but the one that everybody may call", () => {
  expect(["sts.GetCallerIdentity", ...probedOperations].sort()).toEqual([...operationIds].sort());
});

describe("with every right", () => {
  it("finds all allowed, also in an empty region, where names are made up", async () => {
    for (const region of ["us-east-1", "eu-central-1"]) {
      const found = await permissions(region);
      // Of a region without log groups no query can be started to ask about.
      const open = region === "us-east-1" ? [] : ["logs.GetQueryResults"];
      expect(troubles(found).map(({ id }) => id)).toEqual(open);
      expect(found.missingPolicy).toBeNull();
    }
    expect((await permissions()).answer.sentence).toMatch(/^Everything the app needs is allowed: all 43 /);
  });
});

describe("without one right", () => {
  it("names it, what suffers, and the statement that allows it, for each operation in turn", async () => {
    const told = new Set<string>();
    for (const together of oneOfEachService()) {
      await injectFaults(
        sandbox.url,
        together.map((id) => ({ ...rule(id), fault: "access-denied" })),
      );
      await forgetAll();
      const found = await permissions();
      const refused = found.operations.filter(({ result }) => result === "denied");
      expect(refused.map(({ id }) => id).sort()).toEqual([...together].sort());
      const missing = JSON.parse(found.missingPolicy ?? "null").Statement;
      for (const { id, action, statement, stops, weakens } of refused) {
        told.add(id);
        const { Action, Resource, Effect, Sid } = JSON.parse(statement ?? "null");
        expect([Action, Effect], id).toEqual([action, "Allow"]);
        const whole = missing.find((one: { Sid: string }) => one.Sid === Sid);
        expect([whole?.Resource].flat(), id).toEqual(expect.arrayContaining([Resource].flat()));
        expect([whole?.Action].flat(), id).toContain(action);
        expect(stops.length + weakens.length > 0, id).toBe(true);
      }
      expect(found.answer.sentence).toMatch(
        new RegExp(`^${together.length} of 43 operations (is|are) denied`),
      );
    }
    expect([...told].sort()).toEqual([...probedOperations].sort());
  });

  it("does not take a refusal for pace, or no answer, for a denial, and recovers", async () => {
    await injectFaults(sandbox.url, [
      { service: "xray", operation: "GetTraceSummaries", fault: "throttling" },
      { service: "cloudtrail", fault: "html" },
    ]);
    await forgetAll();
    const found = await permissions();
    expect(troubles(found).map(({ id, result, statement }) => [id, result, statement])).toEqual([
      ["cloudtrail.LookupEvents", "unknown", null],
      ["xray.GetTraceSummaries", "unknown", null],
    ]);
    expect(found.answer.health).toBe("unknown");
    await injectFaults(sandbox.url, []);
    expect(troubles(await permissions())).toEqual([]);
  });
});

/** Services know nothing of each other: an operation of each is refused at the same time, until all have been. */
function oneOfEachService(): readonly (readonly OperationId[])[] {
  const services = new Map<string, OperationId[]>();
  for (const id of probedOperations) {
    const { service } = rule(id);
    services.set(service, [...(services.get(service) ?? []), id]);
  }
  const most = Math.max(...[...services.values()].map((ids) => ids.length));
  return Array.from({ length: most }, (_, turn) => [...services.values()].flatMap((ids) => ids[turn] ?? []));
}

function rule(id: OperationId): { readonly service: string; readonly operation: string } {
  const [service = "", operation = ""] = id.split(".");
  return { service, operation };
}

/** What was allowed a moment ago is not asked again, and calls have their pace: as if both had passed. */
async function forgetAll(): Promise<void> {
  const store: unknown = Reflect.get(globalThis, Symbol.for("lambdascope.process"));
  if (!(store instanceof Map)) return;
  for (const key of [...store.keys()]) if (!/^(clients|http)/.test(String(key))) store.delete(key);
}
