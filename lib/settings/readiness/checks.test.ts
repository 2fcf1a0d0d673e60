import { describe, expect, it } from "vitest";
import type { ApiStage } from "@/lib/model/api-gateway";
import { accessLogCheck } from "@/lib/settings/readiness/access-logs";
import { alarmsCheck } from "@/lib/settings/readiness/alarms";
import { readinessAnswer } from "@/lib/settings/readiness/answer";
import { logFormatCheck, tracingCheck } from "@/lib/settings/readiness/functions";
import { retentionCheck } from "@/lib/settings/readiness/retention";
import type { StageFacts } from "@/lib/settings/readiness/stage-facts";

const region = "eu-west-1";
const place = { region, accountId: "123456789012" };
const joined = "$context.requestId $context.integration.requestId $context.xrayTraceId";

function stageOf(stage: Partial<ApiStage>, facts: Partial<StageFacts> = {}): StageFacts {
  return {
    apiId: "abc123",
    apiName: "shop",
    kind: "REST",
    path: "/apis/abc123/prod",
    ...facts,
    stage: {
      name: "prod",
      deploymentId: null,
      createdMs: null,
      tracing: true,
      detailedMetrics: false,
      executionLog: "OFF",
      dataTrace: false,
      accessLogGroup: "access",
      accessLogFormat: joined,
      cacheSizeGb: null,
      throttle: null,
      routeThrottles: [],
      canary: null,
      variables: {},
      ...stage,
    },
  };
}

const group = {
  name: "/aws/lambda/a",
  arn: null,
  createdMs: null,
  retentionDays: null,
  storedBytes: 2 ** 30,
  logClass: "STANDARD",
};

/** A word of a POSIX shell, undone. */
function unquoted(word: string): string {
  return word.slice(1, -1).replaceAll("'\\''", "'");
}

describe("access logs", () => {
  it("are ready where all join, and unknown where some could not be read", () => {
    expect(accessLogCheck([stageOf({})], place, null).state).toBe("ready");
    const partly = accessLogCheck([stageOf({})], place, "the HTTP APIs");
    expect([partly.state, partly.sentence]).toEqual([
      "unknown",
      "1 stage: all join. Not known of the HTTP APIs.",
    ]);
  });

  it("come with the format to paste, in commands that survive hostile names", () => {
    const format = `{"who's":"$context.identity.user","requestId":"$context.requestId"}`;
    const stage = stageOf({ name: "it's $(id)", accessLogFormat: format }, { apiName: "a\nb" });
    const { subjects, fixes, state } = accessLogCheck([stage], place, null);
    expect(state).toBe("todo");
    expect(subjects[0]?.paste).toContain('"who\'s":"$context.identity.user"');
    const [cli = { text: "" }, template = { text: "" }] = fixes;
    expect(cli.text).toContain("--stage-name 'it'\\''s $(id)'");
    expect(cli.text.split("\n")[0]).toBe("# a b / it's $(id)");
    const patch = JSON.parse(unquoted(/--patch-operations ('.*')$/.exec(cli.text)?.[1] ?? ""));
    expect(patch).toEqual([{ op: "replace", path: "/accessLogSettings/format", value: subjects[0]?.paste }]);
    const yaml = /Format: (".*")$/.exec(template.text)?.[1] ?? "null";
    expect(JSON.parse(yaml)).toBe(subjects[0]?.paste);
  });

  it("that are not written get a group, a whole format and a destination", () => {
    const none = { accessLogGroup: null, accessLogFormat: null };
    const { fixes, sentence } = accessLogCheck(
      [
        stageOf(none),
        stageOf({ ...none, tracing: null, name: "$default" }, { kind: "HTTP", apiId: "http1" }),
      ],
      place,
      null,
    );
    expect(sentence).toContain("2 without any access log");
    expect(fixes[0]?.text).toContain("aws logs create-log-group --region eu-west-1 --log-group-name");
    expect(fixes[0]?.text).toContain("aws apigatewayv2 update-stage --region eu-west-1 --api-id http1");
    expect(fixes[1]?.text).toContain(
      'DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/apigateway/shop-abc123/prod"',
    );
  });
});

describe("functions", () => {
  const fn = (name: string, tracing: string | null, logFormat = "JSON") => ({
    name,
    tracing,
    logFormat,
    path: `/functions/${name}`,
  });

  it("are not traced unless they are, and HTTP APIs cannot be", () => {
    const check = tracingCheck(
      [fn("a", "Active"), fn("b", "PassThrough"), fn("c", null)],
      [stageOf({ tracing: false }), stageOf({ tracing: null })],
      region,
      null,
    );
    expect(check.sentence).toBe(
      "1 of 3 functions and 1 REST stage not traced. 1 stage of HTTP or WebSocket APIs cannot be traced.",
    );
    expect(check.subjects.map(({ name }) => name)).toEqual(["b", "shop / prod"]);
    expect(check.fixes[0]?.text).toContain("--function-name b --tracing-config Mode=Active");
  });

  it("that log text are advised, not blamed", () => {
    expect(logFormatCheck([fn("a", null, "Text"), fn("b", null)], region, null).state).toBe("advice");
    expect(logFormatCheck([], region, "the functions").state).toBe("unknown");
  });
});

describe("log groups", () => {
  it("that never expire have a price, those of unknown size are said to be", () => {
    const price = { usdPerByteMonth: 0.03 / 2 ** 30, asOf: "2026-01-01" };
    const check = retentionCheck(
      [group, { ...group, name: "b", storedBytes: null }, { ...group, name: "c", retentionDays: 7 }],
      price,
      region,
      null,
    );
    expect(check.sentence).toContain("2 of 3 log groups never expire: 1 GB, up to $0.030 a month");
    expect(check.sentence).toContain("1 group of unknown size");
    expect(check.subjects.map(({ name }) => name)).toEqual(["/aws/lambda/a", "b"]);
  });

  it("of which nothing is known are not fine", () => {
    expect(retentionCheck([], null, region, "the log groups").state).toBe("unknown");
    expect(retentionCheck([group], null, region, null).sentence).toContain("price not known");
  });
});

describe("the answer", () => {
  const gaps = { subjects: 2, failures: 1, throttles: 0, duration: 0 };

  it("names what asks for a change, and what is not known", () => {
    const lacking = [{ name: "a", path: "/functions/a", lacks: ["failures"] }];
    const alarms = alarmsCheck({ ...gaps, lacking }, null);
    expect(alarms.link?.path).toBe("/alarms?propose=gaps");
    const groups = retentionCheck([], null, region, "the log groups");
    expect(readinessAnswer([alarms, groups])).toEqual({
      health: "warning",
      sentence: "Alarms asks for a change; log retention could not be read in full.",
    });
    expect(readinessAnswer([alarmsCheck({ ...gaps, lacking: [] }, null)]).health).toBe("ok");
  });
});
