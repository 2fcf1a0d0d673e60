import {
  APIGatewayClient,
  GetAccountCommand,
  GetAuthorizersCommand,
  GetBasePathMappingsCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetDomainNamesCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetResourceCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  paginateGetRestApis,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

const restApiId = "shop123abc";
const chargeUri =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:210987654321:function:payments-charge:live/invocations";

let sandbox: Sandbox;
let client: APIGatewayClient;

beforeAll(async () => {
  sandbox = await tinySandbox();
  client = new APIGatewayClient(clientSettings(sandbox));
});

afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

describe("REST APIs", () => {
  it("are listed with dates, HTTP APIs left out", async () => {
    const { items } = await client.send(new GetRestApisCommand({ limit: 500 }));
    expect(items?.map(({ name }) => name)).toEqual(["shop-api", "partner-api"]);
    expect(items?.[0]?.createdDate).toEqual(new Date("2025-12-16T12:00:00Z"));
  });

  it("come in pages tied together by position", async () => {
    const pages: number[] = [];
    for await (const page of paginateGetRestApis({ client, pageSize: 1 }, {})) {
      pages.push(page.items?.length ?? 0);
    }
    expect(pages).toEqual([1, 1]);
    await expect(client.send(new GetRestApisCommand({ position: "nonsense" }))).rejects.toMatchObject({
      name: "BadRequestException",
    });
  });

  it("are not found under an unknown id or an HTTP API's", async () => {
    for (const id of ["nope", "http123abc"]) {
      await expect(client.send(new GetRestApiCommand({ restApiId: id }))).rejects.toMatchObject({
        name: "NotFoundException",
        message: `Invalid API identifier specified 210987654321:${id}`,
        $metadata: { httpStatusCode: 404 },
      });
    }
    expect((await client.send(new GetRestApiCommand({ restApiId }))).rootResourceId).toMatch(
      /^[a-z0-9]{10}$/,
    );
  });
});

describe("stages", () => {
  it("show canary, cache, logging, metrics and tracing", async () => {
    const { item } = await client.send(new GetStagesCommand({ restApiId }));
    expect(item).toHaveLength(1);
    expect(item?.[0]).toMatchObject({
      stageName: "prod",
      deploymentId: "dep222",
      cacheClusterEnabled: true,
      cacheClusterSize: "0.5",
      cacheClusterStatus: "AVAILABLE",
      canarySettings: { percentTraffic: 10, deploymentId: "dep223" },
      tracingEnabled: true,
      accessLogSettings: {
        destinationArn: "arn:aws:logs:us-east-1:210987654321:log-group:/apigateway/shop",
        format: "$context.requestId",
      },
      methodSettings: { "*/*": { metricsEnabled: true, loggingLevel: "INFO", dataTraceEnabled: false } },
    });
  });

  it("show the stage's throttle and nothing that is switched off", async () => {
    const stage = await client.send(new GetStageCommand({ restApiId: "partner123", stageName: "v1" }));
    expect(stage.methodSettings?.["*/*"]).toMatchObject({
      throttlingRateLimit: 5,
      throttlingBurstLimit: 8,
      loggingLevel: "OFF",
      metricsEnabled: false,
    });
    expect(stage).not.toHaveProperty("canarySettings");
    expect(stage.accessLogSettings).toBeUndefined();
    expect(stage.cacheClusterEnabled).toBe(false);
  });

  it("are not found under another name", async () => {
    await expect(client.send(new GetStageCommand({ restApiId, stageName: "dev" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid stage identifier specified",
    });
  });

  it("have deployments, the canary's first", async () => {
    const { items } = await client.send(new GetDeploymentsCommand({ restApiId }));
    expect(items?.map(({ id }) => id)).toEqual(["dep223", "dep222"]);
    expect(items?.map(({ createdDate }) => createdDate)).toEqual([
      new Date("2026-01-15T11:00:00Z"),
      new Date("2025-12-16T12:00:00Z"),
    ]);
    const other = await client.send(new GetStagesCommand({ restApiId, deploymentId: "other" }));
    expect(other.item).toEqual([]);
  });
});

describe("one deployment", () => {
  it("tells its methods when asked", async () => {
    const plain = await client.send(new GetDeploymentCommand({ restApiId, deploymentId: "dep223" }));
    expect(plain).toMatchObject({ id: "dep223", description: "canary" });
    expect(plain.apiSummary).toBeUndefined();
    const whole = await client.send(
      new GetDeploymentCommand({ restApiId, deploymentId: "dep222", embed: ["apisummary"] }),
    );
    expect(whole.apiSummary?.["/payments"]).toEqual({
      POST: { authorizationType: "CUSTOM", apiKeyRequired: false },
    });
    await expect(
      client.send(new GetDeploymentCommand({ restApiId, deploymentId: "dep111" })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
  });
});

describe("resources", () => {
  it("form a tree with every path between root and route", async () => {
    const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
    expect(items.map(({ path }) => path)).toEqual([
      "/",
      "/orders",
      "/orders/{id}",
      "/orders/{id}/items",
      "/payments",
    ]);
    const byId = new Map(items.map((item) => [item.id, item]));
    const leaf = items.find(({ id }) => id === "items1");
    expect(leaf?.pathPart).toBe("items");
    expect(byId.get(leaf?.parentId)?.path).toBe("/orders/{id}");
    expect(leaf?.resourceMethods).toEqual({ GET: {} });
  });

  it("carry methods and integrations when embedded", async () => {
    const { items } = await client.send(new GetResourcesCommand({ restApiId, embed: ["methods"] }));
    expect(items?.find(({ path }) => path === "/payments")?.resourceMethods?.POST).toMatchObject({
      authorizationType: "CUSTOM",
      methodIntegration: { type: "AWS_PROXY", uri: chargeUri, timeoutInMillis: 29_000 },
    });
  });

  it("are found one by one, with method and integration", async () => {
    const resourceId = "pay001";
    const httpMethod = "POST";
    const resource = await client.send(new GetResourceCommand({ restApiId, resourceId }));
    expect(resource.path).toBe("/payments");
    const method = await client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod }));
    const integration = await client.send(new GetIntegrationCommand({ restApiId, resourceId, httpMethod }));
    expect(integration.uri).toBe(chargeUri);
    expect(method.methodIntegration?.uri).toBe(chargeUri);
    const { items } = await client.send(new GetAuthorizersCommand({ restApiId }));
    expect(items?.map(({ id, name }) => [id, name])).toEqual([[method.authorizerId, "filler-003"]]);
    await expect(
      client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: "PUT" })),
    ).rejects.toMatchObject({ message: "Invalid Method identifier specified" });
    await expect(
      client.send(new GetResourceCommand({ restApiId, resourceId: "none" })),
    ).rejects.toMatchObject({ message: "Invalid Resource identifier specified" });
  });
});

describe("the account", () => {
  it("has its throttle and no domain names", async () => {
    const account = await client.send(new GetAccountCommand({}));
    expect(account.throttleSettings).toEqual({ burstLimit: 5_000, rateLimit: 10_000 });
    expect((await client.send(new GetDomainNamesCommand({}))).items).toEqual([]);
    await expect(
      client.send(new GetBasePathMappingsCommand({ domainName: "shop.example" })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
