import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { rawCall } from "@/lib/sandbox/http/testing/raw-call";
import { tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";
import { TINY_NOW_MS } from "@/lib/sandbox/http/testing/tiny-shop";

const HOUR_S = 3_600;
const NOW_S = TINY_NOW_MS / 1000;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await tinySandbox({ now: () => TINY_NOW_MS });
});

afterAll(() => sandbox.close());

interface Answer {
  readonly Events: readonly {
    readonly EventId: string;
    readonly EventName: string;
    readonly EventTime: number;
    readonly Username: string;
    readonly CloudTrailEvent: string;
  }[];
  readonly NextToken?: string;
}

/** As the service model of the SDKs writes a call: JSON 1.1, the target with or without its package. */
async function lookup(input: object, options: { packaged?: boolean; url?: string } = {}) {
  const target = "CloudTrail_20131101.LookupEvents";
  const { status, text } = await rawCall(options.url ?? sandbox.url, {
    signingName: "cloudtrail",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": options.packaged ? `com.amazonaws.cloudtrail.v20131101.${target}` : target,
    },
    body: JSON.stringify(input),
  });
  return { status, body: JSON.parse(text) };
}

const events = async (input: object): Promise<Answer["Events"]> => (await lookup(input)).body.Events;
const attribute = (AttributeKey: string, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

describe("LookupEvents", () => {
  it("tells who moved the alias, when and how", async () => {
    const [event, ...others] = await events(attribute("EventName", "UpdateAlias20150331"));
    expect(others.map(({ EventTime }) => EventTime - NOW_S)).toEqual([-24 * HOUR_S + 20]);
    expect(event).toMatchObject({
      EventTime: NOW_S - 55 * 60,
      EventSource: "lambda.amazonaws.com",
      Username: "mira.holm",
      ReadOnly: "false",
      Resources: [
        { ResourceType: "AWS::Lambda::Function", ResourceName: "payments-charge" },
        {
          ResourceType: "AWS::Lambda::Function",
          ResourceName: "arn:aws:lambda:us-east-1:210987654321:function:payments-charge",
        },
      ],
    });
    expect(JSON.parse(event?.CloudTrailEvent ?? "")).toMatchObject({
      eventID: event?.EventId,
      eventTime: "2026-01-15T11:05:00Z",
      awsRegion: "us-east-1",
      userIdentity: { type: "IAMUser", userName: "mira.holm" },
      requestParameters: {
        functionName: "payments-charge",
        name: "live",
        functionVersion: "41",
        routingConfig: { additionalVersionWeights: { "42": 0.1 } },
      },
    });
  });

  it("has uploads, versions and deployments by the pipeline", async () => {
    const names = async (name: string) =>
      (await events(attribute("ResourceName", name))).map((one) => one.EventName);
    expect(await names("payments-charge")).toEqual([
      "UpdateAlias20150331",
      "PublishVersion20150331",
      "UpdateAlias20150331",
      "PublishVersion20150331",
      "UpdateFunctionCode20150331v2",
    ]);
    const [canary] = await events(attribute("ResourceName", "shop123abc"));
    expect(JSON.parse(canary?.CloudTrailEvent ?? "")).toMatchObject({
      eventName: "CreateDeployment",
      userIdentity: {
        type: "AssumedRole",
        sessionContext: { sessionIssuer: { userName: "deploy-pipeline" } },
      },
      requestParameters: {
        restApiId: "shop123abc",
        createDeploymentInput: { stageName: "prod", canarySettings: { percentTraffic: 10 } },
      },
      responseElements: { id: "dep223" },
    });
  });

  it("comes newest first in pages of 50 that miss nothing and repeat nothing", async () => {
    const sizes: number[] = [];
    const seen: Answer["Events"][number][] = [];
    let NextToken: string | undefined;
    do {
      const { body } = await lookup(NextToken === undefined ? {} : { NextToken });
      sizes.push(body.Events.length);
      seen.push(...body.Events);
      NextToken = body.NextToken;
    } while (NextToken !== undefined);
    expect(sizes.slice(0, -1).every((size) => size === 50) && sizes.length > 2).toBe(true);
    expect(new Set(seen.map(({ EventId }) => EventId)).size).toBe(seen.length);
    const times = seen.map(({ EventTime }) => EventTime);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(seen).toHaveLength(
      (await lookup({ MaxResults: 50 })).body.Events.length + sizes.slice(1).reduce((a, b) => a + b),
    );
  });

  it("keeps what lies in the time range, ends included", async () => {
    const at = NOW_S - 55 * 60;
    const count = async (StartTime: number, EndTime: number) => (await events({ StartTime, EndTime })).length;
    expect([await count(at, at), await count(at - 10, at - 1), await count(at + 1, at + 10)]).toEqual([
      1, 0, 0,
    ]);
  });

  it("filters by every attribute, exactly", async () => {
    const total = async (key: string, value: string) => (await events(attribute(key, value))).length;
    expect(await total("EventSource", "apigateway.amazonaws.com")).toBe(4);
    expect(await total("Username", "mira.holm")).toBe(1);
    expect(await total("ReadOnly", "true")).toBe(0);
    expect(await total("EventName", "UpdateAlias")).toBe(0);
    expect(await total("ResourceType", "AWS::ApiGatewayV2::Api")).toBe(1);
    const [one] = await events({ MaxResults: 1 });
    expect(await events(attribute("EventId", one?.EventId ?? ""))).toEqual([one]);
    expect((await lookup({ EventCategory: "insight" })).body.Events).toEqual([]);
  });

  it("understands the target with its package", async () => {
    expect((await lookup({ MaxResults: 1 }, { packaged: true })).body.Events).toHaveLength(1);
  });

  it.each([
    ["InvalidLookupAttributesException", attribute("Colour", "red")],
    ["InvalidLookupAttributesException", { LookupAttributes: [1, 2] }],
    ["InvalidMaxResultsException", { MaxResults: 51 }],
    ["InvalidTimeRangeException", { StartTime: 2, EndTime: 1 }],
    ["InvalidNextTokenException", { NextToken: "x" }],
    ["InvalidEventCategoryException", { EventCategory: "data" }],
    ["SerializationException", { StartTime: "yesterday" }],
  ])("answers %s to %o", async (name, input) => {
    const { status, body } = await lookup(input);
    expect([status, body.__type]).toEqual([400, name]);
  });

  it("answers two calls a second and throttles the third; faults work on it", async () => {
    let clockMs = 0;
    const strict = await tinySandbox({ quotas: true, clock: () => clockMs, now: () => TINY_NOW_MS });
    const answers = await Promise.all([1, 2, 3].map(() => lookup({}, { url: strict.url })));
    clockMs = 5_000;
    await fetch(`${strict.url}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ rules: [{ service: "cloudtrail", fault: "access-denied" }] }),
    });
    const denied = await lookup({}, { url: strict.url });
    await strict.close();
    expect(answers.map(({ body }) => body.__type).filter(Boolean)).toEqual(["ThrottlingException"]);
    expect(denied.body).toMatchObject({
      __type: "AccessDeniedException",
      message: expect.stringContaining("is not authorized to perform: cloudtrail:LookupEvents because"),
    });
  });
});
