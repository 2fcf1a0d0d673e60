import { describe, expect, it } from "vitest";
import {
  accountOf,
  aliasOf,
  eventSourceMappingOf,
  functionOf,
  provisionedConcurrencyOf,
  versionOf,
} from "@/lib/aws/lambda-shapes";

const arn = "arn:aws:lambda:eu-central-1:111122223333:function:orders";

describe("functionOf", () => {
  it("converts units and takes the log group that the function names", () => {
    const read = functionOf({
      FunctionName: "orders",
      FunctionArn: arn,
      Runtime: "nodejs22.x",
      Architectures: ["arm64"],
      MemorySize: 512,
      Timeout: 30,
      EphemeralStorage: { Size: 1024 },
      LastModified: "2026-01-15T12:00:00.000+0000",
      LoggingConfig: { LogGroup: "/shop/orders", LogFormat: "JSON", SystemLogLevel: "WARN" },
      SnapStart: { ApplyOn: "PublishedVersions" },
      VpcConfig: { VpcId: "vpc-1" },
      TracingConfig: { Mode: "Active" },
      Version: "$LATEST",
    });
    expect(read).toMatchObject({
      name: "orders",
      architecture: "arm64",
      memoryMb: 512,
      timeoutMs: 30_000,
      ephemeralStorageMb: 1024,
      lastModifiedMs: Date.UTC(2026, 0, 15, 12),
      logGroup: "/shop/orders",
      logFormat: "JSON",
      systemLogLevel: "WARN",
      snapStart: true,
      vpc: true,
      tracing: "Active",
    });
  });

  it("falls back to AWS's defaults, and to null where there is none", () => {
    expect(functionOf({ FunctionName: "bare" })).toMatchObject({
      architecture: "x86_64",
      timeoutMs: 3_000,
      memoryMb: 128,
      logGroup: "/aws/lambda/bare",
      logFormat: "Text",
      runtime: null,
      lastModifiedMs: null,
      vpc: false,
      snapStart: false,
      version: "$LATEST",
    });
  });

  it("takes odd values for absent ones", () => {
    const odd = functionOf({
      FunctionName: "odd",
      LastModified: "yesterday",
      CodeSize: Number.NaN,
      VpcConfig: { VpcId: "" },
    });
    expect(odd).toMatchObject({ lastModifiedMs: null, codeSizeBytes: null, vpc: false });
  });

  it("lets no environment variable through", () => {
    const read = functionOf({
      FunctionName: "orders",
      Environment: { Variables: { SECRET_NAME: "hunter2" }, Error: { Message: "hunter3" } },
    });
    expect(JSON.stringify(read)).not.toMatch(/hunter|SECRET_NAME/);
  });
});

describe("aliasOf", () => {
  it("gives the main version what the others leave", () => {
    const alias = aliasOf({
      Name: "live",
      FunctionVersion: "7",
      RoutingConfig: { AdditionalVersionWeights: { "8": 0.1 } },
    });
    expect(alias?.versions).toEqual([
      { version: "7", weight: 0.9 },
      { version: "8", weight: 0.1 },
    ]);
  });

  it("gives a plain alias all traffic", () => {
    expect(aliasOf({ Name: "live", FunctionVersion: "7" })?.versions).toEqual([{ version: "7", weight: 1 }]);
  });

  it("leaves out versions without traffic", () => {
    const all = {
      Name: "live",
      FunctionVersion: "7",
      RoutingConfig: { AdditionalVersionWeights: { "8": 1, "9": 0 } },
    };
    expect(aliasOf(all)?.versions).toEqual([{ version: "8", weight: 1 }]);
  });

  it("is nothing without a name or version", () => {
    expect(aliasOf({ Name: "live" })).toBeNull();
    expect(aliasOf({})).toBeNull();
  });
});

describe("the smaller shapes", () => {
  it("reads the qualifier of provisioned concurrency off the ARN", () => {
    const wire = {
      FunctionArn: `${arn}:live`,
      RequestedProvisionedConcurrentExecutions: 5,
      Status: "READY",
    } as const;
    expect(provisionedConcurrencyOf(wire)).toEqual({
      qualifier: "live",
      requested: 5,
      available: 0,
      status: "READY",
    });
    expect(provisionedConcurrencyOf({})).toMatchObject({ qualifier: "", requested: 0, status: "UNKNOWN" });
  });

  it("reads versions, event sources and the account, also when empty", () => {
    expect(versionOf({ Version: "3", Description: "" })).toEqual({
      version: "3",
      description: null,
      lastModifiedMs: null,
    });
    expect(versionOf({})).toBeNull();
    expect(eventSourceMappingOf({})).toEqual({ id: "", arn: "", state: "Unknown", batchSize: null });
    expect(accountOf({ $metadata: {}, AccountLimit: { ConcurrentExecutions: 1000 } })).toEqual({
      concurrencyLimit: 1000,
      unreservedConcurrency: null,
      functionCount: null,
    });
  });
});
