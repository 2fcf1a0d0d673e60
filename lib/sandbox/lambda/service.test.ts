import {
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionRecursionConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  ListAliasesCommand,
  ListCapacityProvidersCommand,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;
let client: LambdaClient;

beforeAll(async () => {
  sandbox = await tinySandbox();
  client = new LambdaClient(clientSettings(sandbox));
});

afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

const arn = (name: string) => `arn:aws:lambda:us-east-1:210987654321:function:${name}`;

describe("ListFunctions", () => {
  it("gives 50 a page even when more are asked for, and all of them in order", async () => {
    const first = await client.send(new ListFunctionsCommand({ MaxItems: 10_000 }));
    expect(first.Functions).toHaveLength(50);
    const names: string[] = [];
    for await (const page of paginateListFunctions({ client }, {})) {
      names.push(...(page.Functions ?? []).map((each) => each.FunctionName ?? ""));
    }
    expect(names).toHaveLength(120);
    expect(names[0]).toBe("orders-api");
    expect(names[119]).toBe("filler-120");
    expect(new Set(names).size).toBe(120);
  });

  it("keeps to a smaller MaxItems", async () => {
    const page = await client.send(new ListFunctionsCommand({ MaxItems: 3 }));
    expect(page.Functions).toHaveLength(3);
    expect(page.NextMarker).toBeTypeOf("string");
  });

  it("lists published versions with their ARNs when asked for ALL", async () => {
    const page = await client.send(new ListFunctionsCommand({ FunctionVersion: "ALL" }));
    expect(page.Functions?.slice(0, 4).map((each) => each.FunctionArn)).toEqual([
      arn("orders-api:$LATEST"),
      arn("payments-charge:$LATEST"),
      arn("payments-charge:41"),
      arn("payments-charge:42"),
    ]);
  });

  it("refuses a marker of another list and sizes out of range", async () => {
    const page = await client.send(new ListFunctionsCommand({ FunctionVersion: "ALL" }));
    await expect(client.send(new ListFunctionsCommand({ Marker: page.NextMarker }))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
    await expect(client.send(new ListFunctionsCommand({ Marker: "nonsense" }))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
    await expect(client.send(new ListFunctionsCommand({ MaxItems: 0 }))).rejects.toMatchObject({
      name: "ValidationException",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("a function's configuration", () => {
  it("has the units and spellings of the API", async () => {
    const config = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: "payments-charge" }),
    );
    expect(config).toMatchObject({
      FunctionName: "payments-charge",
      FunctionArn: arn("payments-charge"),
      Version: "$LATEST",
      Timeout: 10,
      MemorySize: 512,
      LastModified: "2026-01-08T12:00:00.000+0000",
      Architectures: ["x86_64"],
      TracingConfig: { Mode: "Active" },
      SnapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "Off" },
      Environment: { Variables: { API_KEY: "not-a-secret" } },
      DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:210987654321:payments-dead" },
      LoggingConfig: {
        LogFormat: "JSON",
        LogGroup: "/aws/lambda/payments-charge",
        ApplicationLogLevel: "INFO",
        SystemLogLevel: "INFO",
      },
    });
    expect(config.VpcConfig?.SubnetIds).toHaveLength(2);
  });

  it("has no log levels in Text format and no VPC, environment or dead letters where there are none", async () => {
    const config = await client.send(new GetFunctionConfigurationCommand({ FunctionName: "orders-api" }));
    expect(config.LoggingConfig).toEqual({ LogFormat: "Text", LogGroup: "/aws/lambda/orders-api" });
    expect(config).not.toHaveProperty("VpcConfig");
    expect(config).not.toHaveProperty("Environment");
    expect(config).not.toHaveProperty("DeadLetterConfig");
  });

  it.each([
    ["payments-charge", undefined, "$LATEST", "payments-charge"],
    ["payments-charge", "live", "41", "payments-charge:live"],
    ["payments-charge:42", undefined, "42", "payments-charge:42"],
    ["210987654321:function:payments-charge", "$LATEST", "$LATEST", "payments-charge:$LATEST"],
    [arn("payments-charge"), "41", "41", "payments-charge:41"],
    [arn("payments-charge:live"), "live", "41", "payments-charge:live"],
  ])("is found by %s with qualifier %s", async (FunctionName, Qualifier, version, tail) => {
    const config = await client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));
    expect([config.Version, config.FunctionArn]).toEqual([version, arn(tail)]);
  });

  it("says which ARN is not there", async () => {
    for (const [FunctionName, Qualifier, named] of [
      ["no-such", undefined, "no-such"],
      ["payments-charge", "43", "payments-charge:43"],
    ] as const) {
      await expect(
        client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier })),
      ).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: `Function not found: ${arn(named)}`,
        Type: "User",
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  it.each(["no spaces please", "a/b", "x".repeat(300), "<script>", "constructor:"])(
    "refuses the name %s",
    async (FunctionName) => {
      await expect(client.send(new GetFunctionConfigurationCommand({ FunctionName }))).rejects.toMatchObject({
        name: "ValidationException",
      });
    },
  );

  it("refuses two qualifiers that differ", async () => {
    await expect(
      client.send(
        new GetFunctionConfigurationCommand({ FunctionName: "payments-charge:41", Qualifier: "42" }),
      ),
    ).rejects.toMatchObject({ name: "InvalidParameterValueException" });
  });

  it("comes with code, tags and reserved concurrency in GetFunction", async () => {
    const found = await client.send(new GetFunctionCommand({ FunctionName: "orders-api" }));
    expect(found.Configuration?.FunctionName).toBe("orders-api");
    expect(found.Tags).toEqual({ team: "orders" });
    expect(found.Concurrency).toEqual({ ReservedConcurrentExecutions: 20 });
    expect(found.Code?.RepositoryType).toBe("S3");
  });
});

describe("versions, aliases and tags", () => {
  it("lists $LATEST and the published versions in order", async () => {
    const { Versions } = await client.send(
      new ListVersionsByFunctionCommand({ FunctionName: "payments-charge" }),
    );
    expect(Versions?.map(({ Version }) => Version)).toEqual(["$LATEST", "41", "42"]);
    expect(Versions?.[2]).toMatchObject({
      Description: "instalments",
      SnapStart: { OptimizationStatus: "On" },
    });
  });

  it("lists aliases with weights", async () => {
    const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName: "payments-charge" }));
    expect(Aliases).toMatchObject([
      {
        Name: "live",
        FunctionVersion: "41",
        AliasArn: arn("payments-charge:live"),
        RoutingConfig: { AdditionalVersionWeights: { "42": 0.1 } },
      },
    ]);
    const ofOther = await client.send(
      new ListAliasesCommand({ FunctionName: "payments-charge", FunctionVersion: "42" }),
    );
    expect(ofOther.Aliases).toEqual([]);
  });

  it("gets one alias or says that there is none", async () => {
    const alias = await client.send(new GetAliasCommand({ FunctionName: "payments-charge", Name: "live" }));
    expect(alias.FunctionVersion).toBe("41");
    await expect(
      client.send(new GetAliasCommand({ FunctionName: "payments-charge", Name: "beta" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("lists tags by ARN without qualifier", async () => {
    expect((await client.send(new ListTagsCommand({ Resource: arn("orders-api") }))).Tags).toEqual({
      team: "orders",
    });
    await expect(client.send(new ListTagsCommand({ Resource: arn("orders-api:1") }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("concurrency", () => {
  it("tells reserved concurrency, and {} where there is none", async () => {
    const reserved = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: "orders-api" }));
    expect(reserved.ReservedConcurrentExecutions).toBe(20);
    const none = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: "filler-003" }));
    expect(none.ReservedConcurrentExecutions).toBeUndefined();
  });

  it("tells provisioned concurrency as a list and for its qualifier", async () => {
    const list = await client.send(
      new ListProvisionedConcurrencyConfigsCommand({ FunctionName: "payments-charge" }),
    );
    expect(list.ProvisionedConcurrencyConfigs).toMatchObject([
      { FunctionArn: arn("payments-charge:live"), Status: "READY" },
    ]);
    const one = await client.send(
      new GetProvisionedConcurrencyConfigCommand({ FunctionName: "payments-charge", Qualifier: "live" }),
    );
    expect(one.RequestedProvisionedConcurrentExecutions).toBe(3);
    await expect(
      client.send(
        new GetProvisionedConcurrencyConfigCommand({ FunctionName: "payments-charge", Qualifier: "41" }),
      ),
    ).rejects.toMatchObject({
      name: "ProvisionedConcurrencyConfigNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("takes what is reserved off the account's unreserved concurrency", async () => {
    const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));
    expect(AccountLimit).toMatchObject({
      ConcurrentExecutions: 1_000,
      UnreservedConcurrentExecutions: 980,
    });
    expect(AccountUsage?.FunctionCount).toBe(120);
  });
});

describe("event sources", () => {
  it("lists all, or those of a function or of a source", async () => {
    const all = await client.send(new ListEventSourceMappingsCommand({}));
    expect(all.EventSourceMappings).toHaveLength(2);
    const ofFunction = await client.send(
      new ListEventSourceMappingsCommand({ FunctionName: "payments-charge" }),
    );
    expect(ofFunction.EventSourceMappings).toMatchObject([
      { State: "Disabled", BatchSize: 100, StartingPosition: "LATEST" },
    ]);
    const ofSource = await client.send(
      new ListEventSourceMappingsCommand({ EventSourceArn: "arn:aws:sqs:us-east-1:210987654321:orders" }),
    );
    expect(ofSource.EventSourceMappings).toMatchObject([{ FunctionArn: arn("orders-api") }]);
  });

  it("dates them with a number, not with text", async () => {
    const mapping = await client.send(
      new GetEventSourceMappingCommand({ UUID: "5d7fb1f1-6f11-4f4e-9a3c-000000000001" }),
    );
    expect(mapping.LastModified).toEqual(new Date("2026-01-08T12:00:00Z"));
    await expect(client.send(new GetEventSourceMappingCommand({ UUID: "none" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("what the shop does not use", () => {
  const FunctionName = "orders-api";

  it("is an empty list, or the recursion default", async () => {
    expect(
      (await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }))).FunctionUrlConfigs,
    ).toEqual([]);
    expect(
      (await client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName })))
        .FunctionEventInvokeConfigs,
    ).toEqual([]);
    expect((await client.send(new ListCapacityProvidersCommand({}))).CapacityProviders).toEqual([]);
    expect((await client.send(new GetFunctionRecursionConfigCommand({ FunctionName }))).RecursiveLoop).toBe(
      "Terminate",
    );
  });

  it("is not found when asked for by itself", async () => {
    await expect(client.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(client.send(new GetFunctionUrlConfigCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
