import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trailChanges } from "@/lib/deployments/trail-changes";
import type { Deployment } from "@/lib/model/deployment";
import { deploymentText } from "@/lib/model/deployment-text";
import { subjectName } from "@/lib/model/subject";
import type { TrailEvent } from "@/lib/model/trail-event";
import { trailEvent } from "@/lib/testing/trail-events";

const apis = [{ id: "shop123", name: "shop-api", kind: "REST" }] as const;

function tell(...events: TrailEvent[]): string[] {
  const line = (one: Deployment) =>
    `${new Date(one.atMs).toISOString().slice(11, 19)} ${subjectName(one.subject)}: ${deploymentText(one)}`;
  return trailChanges(events, apis).deployments.map(line);
}

const live = { functionName: "pay", alias: "live" };
const canary = trailEvent("11:05:00", "UpdateAlias", { ...live, aliasVersion: "41", weights: { "42": 0.1 } });

describe("an alias", () => {
  it("gives a version a share, more, takes it back, gives it all", () => {
    expect(
      tell(
        canary,
        trailEvent("11:10:00", "UpdateAlias", { ...live, weights: { "42": 0.5 } }),
        trailEvent("11:20:00", "UpdateAlias", { ...live, aliasVersion: "41", weights: {} }),
        trailEvent("11:30:00", "UpdateAlias", { ...live, aliasVersion: "42", weights: {} }),
      ),
    ).toEqual([
      "11:05:00 pay: version 42 takes 10 % of live",
      "11:10:00 pay: version 42 takes 50 % of live",
      "11:20:00 pay: version 42 taken back from live",
      "11:30:00 pay: version 42 takes all of live",
    ]);
  });

  it("gives its main share to another version, whether the weights stay or not", () => {
    expect(
      tell(
        canary,
        trailEvent("11:10:00", "UpdateAlias", { ...live, aliasVersion: "42", weights: { "41": 0.1 } }),
        trailEvent("11:20:00", "UpdateAlias", { ...live, aliasVersion: "43", weights: { "41": 0.1 } }),
      ),
    ).toEqual([
      "11:05:00 pay: version 42 takes 10 % of live",
      "11:10:00 pay: version 42 takes 90 % of live",
      "11:10:00 pay: version 41 takes 10 % of live",
      "11:20:00 pay: version 43 takes 90 % of live",
    ]);
  });

  it("is understood in any order of the events", () => {
    const events = [
      canary,
      trailEvent("11:20:00", "UpdateAlias", { ...live, aliasVersion: "41", weights: {} }),
      trailEvent("11:00:00", "CreateAlias", { ...live, aliasVersion: "41" }),
    ];
    const expected = tell(...events);
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 3 }), (shuffled) => {
        expect(tell(...shuffled)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it("is all on its main version when nothing is known of before", () => {
    expect(tell(trailEvent("11:20:00", "UpdateAlias", { ...live, aliasVersion: "41", weights: {} }))).toEqual(
      ["11:20:00 pay: version 41 takes all of live"],
    );
  });

  it("that only gets another description, or the same once more, moves nothing", () => {
    expect(
      tell(trailEvent("11:20:00", "UpdateAlias", { ...live, description: "x", answeredAliasVersion: "41" })),
    ).toEqual([]);
    expect(tell(canary, { ...canary, id: "again", atMs: canary.atMs })).toHaveLength(1);
  });

  it("knows its function by name, partial or whole ARN", () => {
    for (const functionName of [
      "pay",
      "pay:live",
      "210987654321:function:pay",
      "arn:aws:lambda:us-east-1:210987654321:function:pay:live",
    ]) {
      expect(
        tell(trailEvent("11:00:00", "UpdateAlias", { ...live, functionName, aliasVersion: "1" })),
      ).toEqual(["11:00:00 pay: version 1 takes all of live"]);
    }
  });
});

describe("a function", () => {
  it("gets code, settings and versions; an upload may publish at once", () => {
    const pay = { functionName: "pay" };
    expect(
      tell(
        trailEvent("10:00:00", "UpdateFunctionCode", { ...pay, publish: true, answeredVersion: "43" }),
        trailEvent("10:01:00", "UpdateFunctionConfiguration", { ...pay, answeredVersion: "$LATEST" }),
        trailEvent("10:02:00", "PublishVersion", { ...pay, answeredVersion: "44" }),
        trailEvent("10:03:00", "UpdateFunctionCode", { ...pay, dryRun: true }),
      ),
    ).toEqual([
      "10:00:00 pay: new code",
      "10:00:00 pay: version 43 published",
      "10:01:00 pay: configuration changed",
      "10:02:00 pay: version 44 published",
    ]);
  });
});

describe("a stage", () => {
  const stage = { restApiId: "shop123", stage: "prod" };
  const patch = (path: string, value: string | null, op = "replace") => ({ op, path, value, from: null });

  it("gets a deployment, or a canary that grows, is promoted and ends", () => {
    expect(
      tell(
        trailEvent("10:00:00", "CreateDeployment", { ...stage, deploymentId: "d1" }),
        trailEvent("10:01:00", "CreateDeployment", { ...stage, deploymentId: "d2", canaryShare: 0.1 }),
        trailEvent("10:02:00", "UpdateStage", {
          ...stage,
          patches: [patch("/canarySettings/percentTraffic", "25")],
        }),
        trailEvent("10:03:00", "UpdateStage", {
          ...stage,
          patches: [patch("/deploymentId", null, "copy"), patch("/canarySettings", null, "remove")],
        }),
        trailEvent("10:04:00", "UpdateStage", { ...stage, patches: [patch("/deploymentId", "d1")] }),
      ),
    ).toEqual([
      "10:00:00 shop-api / prod: deployment d1",
      "10:01:00 shop-api / prod: canary d2 takes 10 % of requests",
      "10:02:00 shop-api / prod: canary takes 25 % of requests",
      "10:03:00 shop-api / prod: another deployment",
      "10:03:00 shop-api / prod: canary ended",
      "10:04:00 shop-api / prod: deployment d1",
    ]);
  });

  it("is not deployed to by other settings, nor by a deployment for no stage", () => {
    expect(
      tell(
        trailEvent("10:00:00", "UpdateStage", {
          ...stage,
          patches: [patch("/*/*/logging/loglevel", "INFO")],
        }),
        trailEvent("10:01:00", "UpdateStage", { httpApiId: "h1", stage: "prod" }),
        trailEvent("10:02:00", "CreateDeployment", { ...stage, stage: null, deploymentId: "d1" }),
      ),
    ).toEqual([]);
  });

  it("of an API that is gone goes by the API's id", () => {
    expect(
      tell(trailEvent("10:00:00", "UpdateStage", { httpApiId: "h1", stage: "prod", deploymentId: "d7" })),
    ).toEqual(["10:00:00 h1 / prod: deployment d7"]);
  });
});

describe("events", () => {
  it("that failed, deploy nothing, or come twice are left out; unreadable ones are counted", () => {
    const events = [
      { ...canary, id: "refused", failed: true },
      trailEvent("11:00:00", "Invoke", live),
      trailEvent("11:00:00", "DeleteFunction", live),
      trailEvent("11:00:00", "UpdateFunctionCode", null),
      trailEvent("11:00:01", "GetFunction", null),
      canary,
      canary,
    ];
    const { deployments, unreadable } = trailChanges(events, apis);
    expect(deployments).toHaveLength(1);
    expect(unreadable).toBe(1);
  });

  it("give ids that do not change", () => {
    expect(trailChanges([canary], apis).deployments[0]?.id).toBe("alias.pay.live.42.1768475100");
  });
});
