import { createServer, type RequestListener, type Server } from "node:http";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { getRestRoutes, getRestStages, listRestApis } from "@/lib/aws/api-gateway";
import { getHttpRoutes, getHttpStages, listHttpApis } from "@/lib/aws/api-gateway-v2";
import type { CallScope } from "@/lib/aws/call-scope";
import { describeAlarms, getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import { createHttpHandler } from "@/lib/aws/http-handler";
import {
  getAccount,
  getFunction,
  getReservedConcurrency,
  listAliases,
  listEventSourceMappings,
  listFunctions,
  listProvisionedConcurrency,
  listVersions,
} from "@/lib/aws/lambda";
import { getCallerIdentity } from "@/lib/aws/sts";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";

/** The unmodified SDK clients against a server of a few lines, which answers what each test tells it to. */
let server: Server;
let answer: RequestListener = () => {};
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  vi.stubEnv("AWS_ACCESS_KEY_ID", "key");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_PROFILE", "");
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

function says(status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  };
}

function error(status: number, name: string, message: string): RequestListener {
  return says(status, JSON.stringify({ __type: name, message }), { "x-amzn-errortype": name });
}

const window = { fromMs: epochMs(Date.UTC(2026, 0, 15, 10)), toMs: epochMs(Date.UTC(2026, 0, 15, 11)) };

function errorsOf(functionName: string) {
  return {
    key: functionName,
    metric: { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: functionName } },
    statistic: "Sum",
    periodMs: MINUTE_MS,
  };
}

const lists: Readonly<Record<string, (scope: CallScope) => Promise<readonly unknown[]>>> = {
  listFunctions,
  listAliases: (scope) => listAliases(scope, "f"),
  listVersions: (scope) => listVersions(scope, "f"),
  listProvisionedConcurrency: (scope) => listProvisionedConcurrency(scope, "f"),
  listEventSourceMappings: (scope) => listEventSourceMappings(scope, "f"),
  listRestApis,
  getRestStages: (scope) => getRestStages(scope, "a"),
  getRestRoutes: (scope) => getRestRoutes(scope, "a", {}),
  listHttpApis,
  getHttpStages: (scope) => getHttpStages(scope, "a"),
  getHttpRoutes: (scope) => getHttpRoutes(scope, "a"),
  listMetrics: (scope) => listMetrics(scope, { namespace: "AWS/Lambda" }),
  describeAlarms,
};

describe("a server with nothing in it", () => {
  it.each(Object.entries(lists))("%s gives an empty list", async (_, list) => {
    for (const body of ["{}", "", "[]", '{"Functions":null,"item":null,"items":null,"Metrics":null}']) {
      answer = says(200, body);
      expect(await list(testScope())).toEqual([]);
    }
  });

  it("gives metrics without datapoints, no reserved concurrency and an unknown account limit", async () => {
    answer = says(200, "{}");
    const data = await getMetricData(testScope(), [errorsOf("f")], window);
    expect([...data.byKey]).toEqual([["f", { timesMs: [], values: [] }]]);
    expect(data.failures).toEqual([]);
    expect(await getReservedConcurrency(testScope(), "f")).toBeNull();
    expect((await getAccount(testScope())).concurrencyLimit).toBeNull();
  });
});

describe("what goes wrong on the wire", () => {
  it("tries four times before a server error is a failure", async () => {
    const scope = testScope();
    answer = error(500, "ServiceException", "Try later");
    await expect(listFunctions(scope)).rejects.toMatchObject({
      failure: { kind: "unavailable", operation: "lambda:ListFunctions", message: "Try later" },
    });
    expect(scope.meter.snapshot()).toMatchObject({ sent: 1, retried: 3 });
  });

  it("gets over a fault that passes", async () => {
    const scope = testScope();
    let requests = 0;
    answer = (request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else if (requests === 2) error(503, "ServiceUnavailable", "Busy")(request, response);
      else says(200, '{"Functions":[{"FunctionName":"f"}]}')(request, response);
    };
    expect(await listFunctions(scope)).toHaveLength(1);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 1, retried: 2 });
  });

  it("calls a connection that breaks off unavailable", async () => {
    answer = (request) => request.socket.destroy();
    await expect(listRestApis(testScope())).rejects.toMatchObject({
      failure: { kind: "unavailable", nextStep: expect.stringContaining("AWS_ENDPOINT_URL") },
    });
  });

  it.each([
    ["a web page", "<html><body>Welcome</body></html>"],
    ["half an answer", '{"Functions":[{"FunctionName":"a'],
    ["a text for a list", '{"Functions":"none"}'],
  ])("does not understand %s", async (_, body) => {
    answer = says(200, body);
    await expect(listFunctions(testScope())).rejects.toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("does not take a web page for an identity", async () => {
    answer = says(200, "<html><body>Welcome</body></html>");
    await expect(getCallerIdentity(testScope())).rejects.toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("calls a throttle that stays throttled", async () => {
    answer = error(429, "TooManyRequestsException", "Rate exceeded");
    await expect(listFunctions(testScope())).rejects.toMatchObject({
      failure: { kind: "throttled", message: "Rate exceeded" },
    });
  });

  it("does not repeat what was denied, and names the action", async () => {
    const scope = testScope();
    const message = "User: x is not authorized to perform: lambda:ListFunctions on resource: *";
    answer = error(403, "AccessDeniedException", message);
    await expect(listFunctions(scope)).rejects.toMatchObject({
      failure: { kind: "denied", action: "lambda:ListFunctions", resource: "*" },
    });
    expect(scope.meter.snapshot().retried).toBe(0);
  });

  it("recognises an expired token in all protocols", async () => {
    const message = "The security token included in the request is expired";
    answer = error(403, "ExpiredTokenException", message);
    const failure = { kind: "expired-credentials", message };
    await expect(listFunctions(testScope())).rejects.toMatchObject({ failure });
    answer = says(400, JSON.stringify({ __type: "ExpiredTokenException", message }), {
      "x-amzn-query-error": "ExpiredToken;Sender",
    });
    await expect(describeAlarms(testScope())).rejects.toMatchObject({ failure });
    answer = says(
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>${message}</Message></Error></ErrorResponse>`,
      { "content-type": "text/xml" },
    );
    await expect(getCallerIdentity(testScope())).rejects.toMatchObject({ failure });
  });

  it("says that a function is not there", async () => {
    answer = error(404, "ResourceNotFoundException", "Function not found");
    await expect(getFunction(testScope(), "nope")).rejects.toMatchObject({ failure: { kind: "not-found" } });
  });

  it("gives up on a server that accepts and never answers", async () => {
    answer = () => {};
    const client = new LambdaClient({
      region: "eu-central-1",
      maxAttempts: 1,
      requestHandler: createHttpHandler(null, { connectionMs: 1_000, requestMs: 50 }),
    });
    await expect(client.send(new ListFunctionsCommand({}))).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("hangs up when the page is abandoned", async () => {
    const page = new AbortController();
    const hungUp = new Promise<void>((resolve) => {
      answer = (request) => {
        request.socket.on("close", () => resolve());
        page.abort();
      };
    });
    await expect(listFunctions(testScope({ signal: page.signal }))).rejects.toMatchObject({
      name: "AbortError",
    });
    await hungUp;
  });
});

describe("environment variables", () => {
  it("do not survive in anything that this folder gives away", async () => {
    const wire = {
      FunctionName: "f",
      Version: "1",
      Environment: { Variables: { DB_PASSWORD: "hunter2" } },
    };
    answer = says(200, JSON.stringify({ ...wire, Functions: [wire], Versions: [wire], Aliases: [wire] }));
    const answers = await Promise.all([
      listFunctions(testScope()),
      getFunction(testScope(), "f"),
      listVersions(testScope(), "f"),
      listAliases(testScope(), "f"),
    ]);
    expect(answers[0]).toHaveLength(1);
    expect(JSON.stringify(answers)).not.toMatch(/hunter2|DB_PASSWORD/);
  });
});

describe("getMetricData on the wire", () => {
  const names = Array.from({ length: 501 }, (_, i) => `f${i}`);

  /** Answers each query with one datapoint; `refuse` decides which requests fail. */
  function metrics(refuse: (queryCount: number) => boolean): RequestListener {
    return (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const input: { MetricDataQueries: { Id: string }[]; StartTime: number } = JSON.parse(
          Buffer.concat(parts).toString(),
        );
        if (refuse(input.MetricDataQueries.length))
          return error(400, "ValidationException", "No")(request, response);
        const results = input.MetricDataQueries.map(({ Id }) => ({
          Id,
          Timestamps: [input.StartTime],
          Values: [1],
          StatusCode: "Complete",
        }));
        return says(200, JSON.stringify({ MetricDataResults: results }))(request, response);
      });
    };
  }

  it("asks 501 metrics in two requests, converts times and meters both", async () => {
    answer = metrics(() => false);
    const scope = testScope();
    const { byKey, failures } = await getMetricData(scope, names.map(errorsOf), window);
    expect(byKey.size).toBe(501);
    expect(byKey.get("f500")).toEqual({ timesMs: [window.fromMs], values: [1] });
    expect(failures).toEqual([]);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 2, billedMetrics: 501 });
    expect(scope.meter.snapshot().costUsd).toBeCloseTo(0.00501, 10);
  });

  it("keeps what one request gave when the other is refused", async () => {
    answer = metrics((count) => count === 1);
    const { byKey, failures } = await getMetricData(testScope(), names.map(errorsOf), window);
    expect(byKey.size).toBe(500);
    expect(failures).toMatchObject([{ kind: "invalid", operation: "cloudwatch:GetMetricData" }]);
  });

  it("throws when all are refused", async () => {
    answer = metrics(() => true);
    await expect(getMetricData(testScope(), names.map(errorsOf), window)).rejects.toMatchObject({
      failure: { kind: "invalid" },
    });
  });

  it("asks again for a partial answer, not for a closed window, and not within one minute for an open one", async () => {
    answer = metrics(() => false);
    const closed = testScope({ nowMs: epochMs(window.toMs + HOUR_MS) });
    await getMetricData(closed, [errorsOf("f")], window);
    await getMetricData(closed, [errorsOf("f")], window);
    expect(closed.meter.snapshot()).toMatchObject({ sent: 1, cached: 1 });

    const open = testScope({ nowMs: window.toMs });
    const until = (seconds: number) => ({ ...window, toMs: epochMs(window.toMs - seconds * 1000) });
    await getMetricData(open, [errorsOf("f")], until(50));
    await getMetricData(open, [errorsOf("f")], until(10));
    expect(open.meter.snapshot()).toMatchObject({ sent: 1, cached: 1 });

    answer = says(200, '{"MetricDataResults":[{"Id":"q0","StatusCode":"PartialData"}]}');
    const partial = testScope();
    await getMetricData(partial, [errorsOf("f")], window);
    await getMetricData(partial, [errorsOf("f")], window);
    expect(partial.meter.snapshot()).toMatchObject({ sent: 2, cached: 0 });
  });
});
