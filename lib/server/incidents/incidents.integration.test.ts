import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/incidents/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { subjectName } from "@/lib/model/subject";
import { type IncidentsView, incidentsViewSchema } from "@/lib/model/views/incidents";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/incidents` answers where nothing is wrong but versions get traffic all the same, and where rights are missing. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    nowMs: now,
    hours: 6,
    rps: 2,
    incidents: false,
    quotas: false,
    log: () => {},
  });
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function ask(search: Record<string, string>): Promise<Response> {
  const window = { from: String(now - 2 * HOUR_MS), to: String(now), ...search };
  return GET(new Request(`http://localhost/api/incidents?${new URLSearchParams(window)}`));
}

async function read(search: Record<string, string> = {}): Promise<IncidentsView> {
  const answer = await ask(search);
  expect(answer.status).toBe(200);
  return incidentsViewSchema.parse(await answer.json());
}

function deny(service: string, operation: string): Promise<void> {
  return injectFaults(sandbox.url, [{ service, operation, rate: 1, fault: "access-denied" }]);
}

describe("/api/incidents where nothing goes wrong", () => {
  it("names nothing, lists the deployment that did no harm, and says what was compared", async () => {
    const { meta, incidents } = await read();
    expect(meta.incomplete).toEqual([]);
    expect(incidents?.incidents).toEqual([]);
    expect(incidents?.answer.health).toBe("ok");
    expect(incidents?.answer.sentence).toMatch(
      /^Nothing unusual happened in \d+ functions and 3 API stages\.$/,
    );
    expect(incidents?.basis).toContain("were compared, in periods of 1 min");
    expect(incidents?.notRead).toEqual([]);
    const deployed = incidents?.others.filter(({ kind }) => kind === "deployment") ?? [];
    expect(
      deployed.map(({ subject, text, atMs }) => [subject && subjectName(subject), text, atMs]),
    ).toContainEqual(["payments-charge", "version 42 took 10 % of live", now - 55 * MINUTE_MS]);
  });

  it("says when a window is too short to compare, and when a parameter is wrong", async () => {
    expect((await ask({ from: "yesterday" })).status).toBe(400);
    expect((await ask({ region: "mars-north-1" })).status).toBe(400);
    const { incidents } = await read({ from: String(now - MINUTE_MS) });
    expect(incidents?.incidents).toEqual([]);
    expect(incidents?.answer.sentence).not.toContain("fine");
  });

  it("without the right to read CloudTrail or alarms, says so and goes on", async () => {
    await deny("cloudtrail", "LookupEvents");
    // Another region, so that nothing of what was read before is met in the cache.
    const trail = await read({ region: "eu-west-1" });
    expect(trail.meta.incomplete.map(({ reason }) => reason).join()).toContain("cloudtrail:LookupEvents");
    expect(trail.incidents?.notRead).toContain("deployments");
    await deny("cloudwatch", "DescribeAlarmHistory");
    const alarms = await read({ region: "eu-west-1", from: String(now - HOUR_MS) });
    expect(alarms.incidents?.notRead).toContain("alarms");
  });

  it("never takes metrics that it may not read for quiet", async () => {
    await deny("cloudwatch", "GetMetricData");
    const { incidents, meta } = await read({ region: "eu-west-1", from: String(now - 3 * HOUR_MS) });
    expect(incidents?.answer.health ?? "unknown").toBe("unknown");
    expect(meta.incomplete.map(({ reason }) => reason).join()).toContain("GetMetricData");
  });
});
