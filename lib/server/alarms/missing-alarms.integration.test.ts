import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/alarms/proposals/route";
import { GET as GET_ALARMS } from "@/app/api/alarms/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { alarmsViewSchema } from "@/lib/model/views/alarms";
import {
  type AlarmProposals,
  alarmProposalsSchema,
  type MissingAlarms,
} from "@/lib/model/views/missing-alarms";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What is not watched and what is proposed for it, against the alarms and the records of the world. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const FIVE_MINUTES = 5 * MINUTE_MS;
let sandbox: Sandbox;
let world: World;
let missing: MissingAlarms;

const asked = { from: String(now - 3 * HOUR_MS), to: String(now) };

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 6, rps: 6, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
  const answer = await GET_ALARMS(new Request(`http://localhost/api/alarms?${new URLSearchParams(asked)}`));
  const view = alarmsViewSchema.parse(await answer.json());
  expect(view.meta.incomplete).toEqual([]);
  if (view.missing === null) throw new Error("nothing is told of missing alarms");
  missing = view.missing;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function ask(search: string): Promise<Response> {
  return GET(new Request(`http://localhost/api/alarms/proposals?${new URLSearchParams(asked)}&${search}`));
}

async function read(search: string): Promise<AlarmProposals> {
  const answer = await ask(search);
  expect(answer.status).toBe(200);
  return alarmProposalsSchema.parse(await answer.json());
}

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

function rowOf(key: string) {
  const row = missing.subjects.find((subject) => subject.key === key);
  if (!row) throw new Error(key);
  return row;
}

function proposalOf(key: string, concern: "failures" | "throttles" | "duration") {
  const proposal = rowOf(key).proposals?.find((one) => one.concern === concern);
  if (!proposal) throw new Error(`${key} ${concern}`);
  return proposal;
}

/** Requests and failures of each five minutes since the world began, counted from the records one by one. */
function counted(name: string): readonly { readonly requests: number; readonly failures: number }[] {
  const index = world.functions.findIndex((def) => def.name === name);
  const slots = Array.from({ length: (now - world.startMs) / FIVE_MINUTES }, () => ({
    requests: 0,
    failures: 0,
  }));
  for (const one of Array.from(world.invocationsOf(index, world.startMs, now))) {
    const { startMs, outcome } = world.invocation(one);
    const slot = slots[Math.floor((startMs - world.startMs) / FIVE_MINUTES)];
    if (!slot) continue;
    slot.requests++;
    if (outcome !== "success") slot.failures++;
  }
  return slots;
}

describe("what is watched", () => {
  it("has a row for every function and stage, and the alarms that see it", () => {
    const functions = world.functions.map(({ name }) => name);
    const keys = missing.subjects.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(functions));
    expect(keys).toHaveLength(functions.length + world.apis.length);
    expect(rowOf("payments-charge").coverage.failures).toMatchObject({
      state: "covered",
      alarms: expect.arrayContaining(["payments-charge-errors"]),
    });
    expect(rowOf("payments-charge").coverage.duration.state).toBe("none");
    expect(rowOf("catalog-images").coverage.failures).toMatchObject({
      state: "silent",
      alarms: ["catalog-images-errors"],
    });
    expect(rowOf("shipping-quotes").coverage.duration.state).toBe("covered");
    // An alarm on too few calls watches none of the three.
    expect(rowOf("reports-nightly").coverage).toMatchObject({
      failures: { state: "none" },
      throttles: { state: "none" },
    });
  });

  it("of a stage knows its 5xx and latency; throttles are not measured there", () => {
    const shop = missing.subjects.find(({ name }) => name === "shop-api / prod");
    expect(shop?.coverage).toMatchObject({
      failures: { state: "covered", alarms: ["shop-api-5xx"] },
      throttles: { state: "not-measured", alarms: [] },
      duration: { state: "silent", alarms: ["shop-api-latency"] },
    });
  });

  it("counts the gaps, and proposes for each and for nothing else", () => {
    for (const concern of ["failures", "throttles", "duration"] as const) {
      const open = missing.subjects.filter(({ coverage }) => coverage[concern].state === "none");
      expect(missing.gaps[concern]).toBe(open.length);
      const proposed = missing.subjects.filter(({ proposals }) =>
        proposals?.some((one) => one.concern === concern),
      );
      expect(proposed.map(({ key }) => key)).toEqual(open.map(({ key }) => key));
    }
    expect(missing.price?.usd).toBe(0.1);
  });
});

describe("a proposed threshold", () => {
  it("fires in the back-test where the records say, and in the incident", () => {
    const alarm = proposalOf("shipping-quotes", "failures");
    const slots = counted("shipping-quotes");
    const breaches = slots.map(({ requests, failures }) =>
      alarm.figure.kind === "percent"
        ? requests >= alarm.figure.minRequests && (100 * failures) / requests >= alarm.threshold
        : failures >= alarm.threshold,
    );
    const onsets = breaches.flatMap((breach, i) =>
      breach && !breaches[i - 1] ? [world.startMs + (i + 1) * FIVE_MINUTES] : [],
    );
    expect(alarm.backTest?.episodes.map(({ fromMs }) => fromMs)).toEqual(onsets);
    const incident = world.incidents.find(({ kind }) => kind === "slow-third-party");
    if (!incident) throw new Error("no incident");
    expect(onsets.some((at) => at > incident.fromMs && at <= incident.fromMs + 4 * FIVE_MINUTES)).toBe(true);
    expect(onsets.length).toBeLessThanOrEqual(2);
  });

  it("of a duration lies between the usual and the timeout; one without data is a default", () => {
    const alarm = proposalOf("payments-charge", "duration");
    const def = world.functions.find(({ name }) => name === "payments-charge");
    expect(alarm.figure).toMatchObject({ metric: { name: "Duration", statistic: "p95" } });
    expect(alarm.basis).toBe("short");
    expect(alarm.threshold).toBeLessThanOrEqual(0.9 * (def?.timeoutMs ?? 0));
    expect(alarm.threshold).toBeGreaterThan(Math.min(...alarm.spark.values.flatMap((value) => value ?? [])));
    expect(proposalOf("reports-nightly", "failures")).toMatchObject({ basis: "default", threshold: 1 });
  });
});

describe("/api/alarms/proposals", () => {
  it("is the same for the subjects named, and their text", async () => {
    const { subjects, text } = await read("subject=orders-api&subject=catalog-images&form=cli");
    expect(subjects?.map(({ key }) => key)).toEqual(["orders-api", "catalog-images"]);
    expect(subjects?.[0]?.proposals).toEqual(rowOf("orders-api").proposals);
    expect(text?.match(/put-metric-alarm/g)).toHaveLength(5);
  });

  it("refuses what it does not know", async () => {
    expect((await ask("subject=nobody")).status).toBe(404);
    expect((await ask("subject=orders-api&form=pulumi")).status).toBe(400);
    expect((await ask("")).status).toBe(400);
  });

  it("knows no gap where the alarms may not be read, and still proposes", async () => {
    await faults([{ service: "cloudwatch", operation: "DescribeAlarms", rate: 1, fault: "access-denied" }]);
    const { meta, subjects } = await read("subject=orders-api&region=eu-west-1");
    await faults([]);
    expect(subjects?.[0]?.coverage.failures.state).toBe("unknown");
    expect(subjects?.[0]?.proposals).toHaveLength(3);
    expect(meta.incomplete.map(({ reason }) => reason).join(" ")).toContain("cloudwatch:DescribeAlarms");
  });
});
