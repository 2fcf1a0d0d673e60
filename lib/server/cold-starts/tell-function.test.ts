import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import type { EnvironmentFacts } from "@/lib/cold-starts/environment-facts";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { FoundInits } from "@/lib/server/cold-starts/found-inits";
import { tellFunction } from "@/lib/server/cold-starts/tell-function";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const group = "/aws/lambda/orders-api";
const window = { fromMs: 100_000, toMs: 400_000 };
const config: LambdaFunction = {
  name: "orders-api",
  arn: "arn:aws:lambda:us-east-1:123456789012:function:orders-api",
  description: null,
  runtime: "nodejs22.x",
  handler: "index.handler",
  architecture: "arm64",
  memoryMb: 512,
  timeoutMs: 3_000,
  ephemeralStorageMb: 512,
  codeSizeBytes: 1_000,
  packageType: "Zip",
  vpc: false,
  lastModifiedMs: epochMs(0),
  logGroup: group,
  logFormat: "Text",
  systemLogLevel: null,
  applicationLogLevel: null,
  tracing: null,
  snapStart: false,
  deadLetterArn: null,
  version: "$LATEST",
};
const found = (more: Partial<FoundInits> = {}): FoundInits => ({
  environments: [],
  cut: new Set(),
  absent: new Set(),
  failures: [],
  groups: [group],
  lines: null,
  told: { by: "insights", state: "complete", estimate: null, bytesScanned: 0, eventsRead: null },
  ...more,
});

function tell(
  own: readonly EnvironmentFacts[],
  inits: FoundInits,
  { subject = config, counted = null }: { subject?: LambdaFunction; counted?: number | null } = {},
) {
  return tellFunction({ name: "orders-api", group, config: subject }, own, {
    reach: { window, read: { fromMs: 0, toMs: 440_000 } },
    found: inits,
    beside: {
      invocations: new Map(counted === null ? [] : [["orders-api", counted]]),
      kept: new Map(),
      initParts: new Map(),
      failures: [],
    },
    priceOf: () => 0.001,
    list: priceListOf("us-east-1"),
  });
}

const cold = { initMs: 300, durationMs: 10, billedDurationMs: 310 };
const environment = gatherEnvironment(
  environmentName("s"),
  [platformLine("init-start", 110_000), ...invoked(110_300, 110_310, cold)],
  window,
);

describe("a function of which nothing is known is unknown, never zero", () => {
  interface More {
    readonly subject?: LambdaFunction;
    readonly counted?: number;
  }
  it.each<[name: string, inits: FoundInits, more: More, reason: string]>([
    ["it has no log group", found({ absent: new Set([group]) }), {}, "no log group"],
    [
      "it has none, and ran",
      found({ absent: new Set([group]) }),
      { counted: 12 },
      "though CloudWatch counts 12 invocations: it may not log",
    ],
    ["nothing was logged, though it ran", found(), { counted: 12 }, "counts 12 invocations: it may not log"],
    ["nothing was logged", found(), {}, "it did not run, or its logs go elsewhere"],
    [
      "its system log level is WARN",
      found(),
      { subject: { ...config, logFormat: "JSON", systemLogLevel: "WARN" }, counted: 12 },
      "system log level is WARN",
    ],
    ["its lines could not be read", found({ cut: new Set([group]) }), { counted: 12 }, "could not be read"],
    [
      "Logs Insights was not asked",
      found({ told: { ...found().told, state: "needs-consent" } }),
      { counted: 12 },
      "Not asked yet",
    ],
  ])("%s", (_, inits, more, reason) => {
    expect(tell([], inits, more)).toMatchObject({
      state: "unknown",
      reason: expect.stringContaining(reason),
      summary: null,
      lifetimes: null,
      rateByMetric: null,
      explained: null,
      initParts: null,
      invocationsByMetric: more.counted ?? null,
    });
  });
});

it("bounds the rate of a function of which a part was not read", () => {
  const told = tell([environment], found({ cut: new Set([group]) }), { counted: 10 });
  expect(told).toMatchObject({
    state: "partial",
    rateByMetric: { atLeast: 0.1, atMost: 1 },
    explained: null,
  });
  expect(told.summary).toMatchObject({ felt: 1, invocations: 1 });
});

it("tells of one whose lines were read", () => {
  expect(tell([environment], found(), { counted: 1 })).toMatchObject({
    state: "known",
    reason: null,
    rateByMetric: { atLeast: 1, atMost: 1 },
    lifetimes: { environments: 1 },
  });
});
