import { APIGatewayClient, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FaultEngine } from "@/lib/sandbox/faults/fault-engine";
import type { FaultRule } from "@/lib/sandbox/faults/fault-rule";
import { faultyAnswer } from "@/lib/sandbox/faults/page-faults";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { echoCloudWatch } from "@/lib/sandbox/http/testing/echo-service";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;
let lambda: LambdaClient;
const list = () => lambda.send(new ListFunctionsCommand({}));

beforeAll(async () => {
  sandbox = await tinySandbox({}, [echoCloudWatch]);
  lambda = new LambdaClient(clientSettings(sandbox));
});

beforeEach(() => control("DELETE", "faults"));

afterAll(async () => {
  lambda.destroy();
  await sandbox.close();
});

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const inject = (rule: object) => control("POST", "faults", { rules: [rule] });

describe("errors", () => {
  it.each([
    ["throttling", "TooManyRequestsException", 429],
    ["500", "ServiceException", 500],
    ["503", "ServiceUnavailableException", 503],
    ["access-denied", "AccessDeniedException", 403],
    ["expired-token", "ExpiredTokenException", 403],
    ["not-found", "ResourceNotFoundException", 404],
    ["clock-skew", "InvalidSignatureException", 403],
  ])("%s of Lambda is %s", async (fault, name, httpStatusCode) => {
    await inject({ service: "lambda", fault });
    await expect(list()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it("name the action and the resource that were denied", async () => {
    await inject({ fault: "access-denied" });
    await expect(
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "orders-api" })),
    ).rejects.toThrow(
      "User: arn:aws:iam::210987654321:user/sandbox is not authorized to perform: lambda:GetFunctionConfiguration on resource: arn:aws:lambda:us-east-1:210987654321:function:orders-api because no identity-based policy allows the lambda:GetFunctionConfiguration action",
    );
  });

  it("have the names of each service's protocol", async () => {
    await inject({ fault: "throttling" });
    const settings = clientSettings(sandbox);
    await expect(new CloudWatchClient(settings).send(new ListMetricsCommand({}))).rejects.toMatchObject({
      name: "Throttling",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(new APIGatewayClient(settings).send(new GetRestApisCommand({}))).rejects.toMatchObject({
      name: "TooManyRequestsException",
      retryAfterSeconds: "1",
    });
    await expect(new STSClient(settings).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "Throttling",
    });
  });

  it("are overcome by the SDK's own retries, also a skewed clock", async () => {
    for (const fault of ["throttling", "503", "reset", "clock-skew"]) {
      const patient = new LambdaClient({ ...clientSettings(sandbox), maxAttempts: 3 });
      await inject({ fault, count: 1 });
      const { $metadata } = await patient.send(new ListFunctionsCommand({}));
      expect([fault, $metadata.attempts]).toEqual([fault, 2]);
    }
  });
});

describe("broken connections and bodies", () => {
  it("reset is a connection reset", async () => {
    await inject({ fault: "reset" });
    await expect(list()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("truncated breaks off in the body", async () => {
    await inject({ fault: "truncated" });
    await expect(list()).rejects.toThrow(/aborted|ECONNRESET|terminated/);
  });

  it("html is no JSON", async () => {
    await inject({ fault: "html" });
    await expect(list()).rejects.toThrow(/JSON|Unexpected token/);
  });

  it("timeout never answers, until the caller gives up", async () => {
    await inject({ fault: "timeout" });
    await expect(
      lambda.send(new ListFunctionsCommand({}), {
        requestTimeout: 100,
        abortSignal: AbortSignal.timeout(200),
      }),
    ).rejects.toThrow();
    expect((await control("GET", "calls")).body.operations["lambda.ListFunctions"].failed).toBeGreaterThan(0);
  });

  it("slow is a good answer", async () => {
    await inject({ fault: "slow", latencyMs: 5 });
    expect((await list()).Functions).toHaveLength(50);
  });
});

describe("pages", () => {
  it("empty-pages puts an empty page before each, and loses nothing", async () => {
    await inject({ operation: "ListFunctions", fault: "empty-pages" });
    const sizes: number[] = [];
    for await (const page of paginateListFunctions({ client: lambda }, {})) {
      sizes.push(page.Functions?.length ?? -1);
    }
    expect(sizes).toEqual([0, 50, 0, 50, 0, 20]);
  });

  it("repeat-token gives the sent token back, so that a naive loop never ends", async () => {
    await inject({ operation: "ListFunctions", fault: "repeat-token" });
    const first = await list();
    const second = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
    expect(second.NextMarker).toBe(first.NextMarker);
    expect(second.Functions?.[0]?.FunctionName).toBe("orders-api");
  });
});

describe("more of pages", () => {
  it("endless-pages never ends, and never gives the same token twice", async () => {
    await inject({ operation: "ListFunctions", fault: "endless-pages" });
    const tokens = new Set<string>();
    let marker: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const answer = await lambda.send(new ListFunctionsCommand({ Marker: marker }));
      expect(answer.Functions).toEqual([]);
      marker = answer.NextMarker ?? "";
      tokens.add(marker);
    }
    expect(tokens.size).toBe(5);
  });

  it("half gives short pages of lists, and loses nothing", async () => {
    await inject({ operation: "ListFunctions", fault: "half" });
    const sizes: number[] = [];
    const names = new Set<string>();
    for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
      sizes.push(Functions.length);
      for (const { FunctionName = "" } of Functions) names.add(FunctionName);
    }
    expect(sizes).toEqual([25, 25, 25, 25, 10, 10]);
    expect(names.size).toBe(120);
  });

  it("half of what can say so says so", () => {
    const unasked = { input: {}, invented: null };
    const metrics = {
      MetricDataResults: [
        { Id: "q0", Values: [1] },
        { Id: "q1", Values: [1] },
      ],
    };
    expect(faultyAnswer("half", "cloudwatch", "GetMetricData", unasked, metrics)).toEqual({
      MetricDataResults: [
        { Id: "q0", Values: [1] },
        { Id: "q1", Timestamps: [], Values: [], StatusCode: "InternalError" },
      ],
    });
    const traces = { Traces: [{ Id: "a" }, { Id: "b" }], UnprocessedTraceIds: [] };
    expect(faultyAnswer("half", "xray", "BatchGetTraces", unasked, traces)).toEqual({
      Traces: [{ Id: "a" }],
      UnprocessedTraceIds: ["b"],
    });
  });
});

describe("rules", () => {
  it("hold in one region when they name it, and calls are counted by region", async () => {
    await control("DELETE", "calls");
    await inject({ service: "lambda", region: "eu-west-1", fault: "500" });
    const elsewhere = new LambdaClient({ ...clientSettings(sandbox), region: "eu-west-1" });
    await expect(elsewhere.send(new ListFunctionsCommand({}))).rejects.toThrow();
    expect((await list()).Functions).toHaveLength(50);
    const counted = async (query: string) =>
      (await control("GET", `calls${query}`)).body.operations["lambda.ListFunctions"];
    expect(await counted("?region=eu-west-1")).toMatchObject({ calls: 1, faulted: 1 });
    expect(await counted("?region=us-east-1")).toMatchObject({ calls: 1, faulted: 0 });
    expect(await counted("")).toMatchObject({ calls: 2, faulted: 1 });
  });

  it("can be listed, replaced and cleared, and end by count", async () => {
    await inject({ service: "lambda", operation: "ListFunctions", fault: "500", count: 2 });
    await expect(list()).rejects.toThrow();
    await expect(list()).rejects.toThrow();
    expect((await list()).Functions).toHaveLength(50);
    expect((await control("GET", "faults")).body).toEqual({
      rules: [{ service: "lambda", operation: "ListFunctions", fault: "500", rate: 1, count: 2, fired: 2 }],
    });
    expect((await control("DELETE", "faults")).body).toEqual({ rules: [] });
  });

  it("leave other operations alone", async () => {
    await inject({ service: "logs", fault: "500" });
    expect((await list()).Functions).toHaveLength(50);
  });

  it.each([
    [{ rules: [{ fault: "explode" }] }, "rules.0.fault"],
    [{ rules: [{ fault: "500", rate: 2 }] }, "rules.0.rate"],
    [{ rules: [{ fault: "500", servce: "x" }] }, "servce"],
    [{}, "rules"],
    ["text", "body"],
  ])("%j is refused with the place of the mistake", async (body, place) => {
    const answer = await control("POST", "faults", body);
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(place)]);
  });
});

describe("dice", () => {
  const rule = (rate: number): FaultRule => ({ fault: "500", rate });
  const rolls = (seed: number, rate: number, calls: number) => {
    const engine = new FaultEngine(seed);
    engine.replace([rule(rate)]);
    return Array.from(
      { length: calls },
      () => engine.faultOf("lambda", "ListFunctions", "us-east-1") !== null,
    );
  };

  it("fall the same for the same seed and differently for another", () => {
    expect(rolls(7, 0.5, 100)).toEqual(rolls(7, 0.5, 100));
    expect(rolls(7, 0.5, 100)).not.toEqual(rolls(8, 0.5, 100));
  });

  it("fall about as often as the rate says, never at 0 and always at 1", () => {
    const share = rolls(1, 0.2, 10_000).filter(Boolean).length / 10_000;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.22);
    expect(rolls(1, 0, 1_000)).not.toContain(true);
    expect(rolls(1, 1, 1_000)).not.toContain(false);
  });
});
