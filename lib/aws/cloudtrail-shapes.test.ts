import type { Event } from "@aws-sdk/client-cloudtrail";
import { describe, expect, it } from "vitest";
import { trailEventOf } from "@/lib/aws/cloudtrail-shapes";

const at = new Date("2026-01-15T11:05:00Z");

function event(name: string, record: unknown, changes: Partial<Event> = {}): Event {
  return {
    EventId: "e1",
    EventName: name,
    EventTime: at,
    Username: "mira.holm",
    CloudTrailEvent: typeof record === "string" ? record : JSON.stringify(record),
    ...changes,
  };
}

describe("trailEventOf", () => {
  it("reads an alias's weights, and takes the date of the API off the name", () => {
    const told = trailEventOf(
      event("UpdateAlias20150331", {
        requestParameters: {
          functionName: "payments-charge",
          name: "live",
          functionVersion: "41",
          routingConfig: { additionalVersionWeights: { "42": 0.1 } },
        },
        responseElements: { functionVersion: "41" },
      }),
    );
    expect(told).toMatchObject({
      id: "e1",
      name: "UpdateAlias",
      atMs: at.getTime(),
      by: "mira.holm",
      failed: false,
      call: {
        functionName: "payments-charge",
        alias: "live",
        aliasVersion: "41",
        answeredAliasVersion: "41",
        weights: { "42": 0.1 },
      },
    });
  });

  it("tells weights that are taken back from weights that are not mentioned", () => {
    const weights = (routingConfig: unknown) =>
      trailEventOf(event("UpdateAlias20150331", { requestParameters: { name: "live", routingConfig } }))?.call
        ?.weights;
    expect(weights({ additionalVersionWeights: {} })).toEqual({});
    expect(weights({})).toEqual({});
    expect(weights(undefined)).toBeNull();
    expect(weights({ additionalVersionWeights: "all" })).toEqual({});
  });

  it("reads deployments of REST and HTTP APIs, percent as a share", () => {
    const rest = event("CreateDeployment", {
      requestParameters: {
        restApiId: "shop123abc",
        createDeploymentInput: { stageName: "prod", canarySettings: { percentTraffic: 10 } },
      },
      responseElements: { id: "dep223" },
    });
    expect(trailEventOf(rest)?.call).toMatchObject({
      restApiId: "shop123abc",
      httpApiId: null,
      stage: "prod",
      deploymentId: "dep223",
      canaryShare: 0.1,
    });
    const http = event("CreateDeployment", {
      requestParameters: { apiId: "http1", stageName: "$default", description: "nightly" },
      responseElements: { deploymentId: "d9" },
    });
    expect(trailEventOf(http)?.call).toMatchObject({
      restApiId: null,
      httpApiId: "http1",
      stage: "$default",
      deploymentId: "d9",
      canaryShare: null,
      description: "nightly",
    });
  });

  it("takes a stage's deployment from what was asked for, not from what the stage has anyway", () => {
    const updated = (asked: Record<string, string>) =>
      trailEventOf(
        event("UpdateStage", {
          requestParameters: { apiId: "http1", stageName: "$default", ...asked },
          responseElements: { deploymentId: "d9", stageName: "$default" },
        }),
      )?.call?.deploymentId;
    expect(updated({ deploymentId: "d8" })).toBe("d8");
    expect(updated({ description: "other logs" })).toBeNull();
  });

  it("reads the patches of a stage and drops those without a path", () => {
    const told = trailEventOf(
      event("UpdateStage", {
        requestParameters: {
          restApiId: "a",
          stageName: "prod",
          updateStageInput: {
            patchOperations: [
              { op: "replace", path: "/deploymentId", value: "d2" },
              { op: "replace" },
              { path: "/canarySettings/percentTraffic", value: 5 },
            ],
          },
        },
      }),
    );
    expect(told?.call?.patches).toEqual([
      { op: "replace", path: "/deploymentId", value: "d2", from: null },
      { op: "replace", path: "/canarySettings/percentTraffic", value: null, from: null },
    ]);
  });

  it("marks refused calls", () => {
    const told = trailEventOf(event("UpdateFunctionCode20150331v2", { errorCode: "AccessDenied" }));
    expect(told?.failed).toBe(true);
  });

  it.each(["", "not json", "[]", "null", '"text"', "{", undefined])("cannot read the record %j", (record) => {
    const told = trailEventOf(event("UpdateAlias20150331", "{}", { CloudTrailEvent: record }));
    expect(told).toMatchObject({ name: "UpdateAlias", call: null, failed: false });
  });

  it("takes fields of wrong types for absent, not the whole record", () => {
    const told = trailEventOf(
      event("PublishVersion20150331", {
        userIdentity: 7,
        requestParameters: { functionName: ["a"], description: { a: 1 }, publish: "yes" },
        responseElements: { version: "42", functionName: 3 },
      }),
    );
    expect(told?.call).toMatchObject({
      functionName: null,
      description: null,
      publish: false,
      answeredVersion: "42",
    });
  });

  it("keeps nothing that it does not name", () => {
    const told = trailEventOf(
      event("UpdateFunctionConfiguration20150331v2", {
        requestParameters: { functionName: "fn", environment: { variables: { SECRET: "hunter2" } } },
        userIdentity: { accessKeyId: "AKIASECRET" },
      }),
    );
    expect(JSON.stringify(told)).not.toMatch(/hunter2|AKIASECRET/);
  });

  it("names the service where no user is named", () => {
    const record = { userIdentity: { type: "AWSService", invokedBy: "cloudformation.amazonaws.com" } };
    expect(trailEventOf(event("UpdateStage", record, { Username: undefined }))?.by).toBe(
      "cloudformation.amazonaws.com",
    );
  });

  it("leaves out events without id, name or time", () => {
    for (const missing of ["EventId", "EventName", "EventTime"] as const) {
      expect(trailEventOf(event("UpdateStage", {}, { [missing]: undefined }))).toBeNull();
    }
    expect(trailEventOf(event("UpdateStage", {}, { EventTime: new Date(Number.NaN) }))).toBeNull();
  });
});
