import {
  ApiGatewayV2Client,
  GetApiCommand,
  GetApisCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetIntegrationCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStageCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

const ApiId = "http123abc";

let sandbox: Sandbox;
let client: ApiGatewayV2Client;

beforeAll(async () => {
  sandbox = await tinySandbox();
  client = new ApiGatewayV2Client(clientSettings(sandbox));
});

afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

it("lists HTTP APIs only, with dates", async () => {
  const { Items } = await client.send(new GetApisCommand({ MaxResults: "100" }));
  expect(Items?.map(({ Name, ProtocolType }) => [Name, ProtocolType])).toEqual([["storefront-http", "HTTP"]]);
  expect(Items?.[0]?.CreatedDate).toEqual(new Date("2025-12-16T12:00:00Z"));
  expect((await client.send(new GetApiCommand({ ApiId }))).ApiEndpoint).toBe(
    "https://http123abc.execute-api.us-east-1.amazonaws.com",
  );
});

it("shows the stage", async () => {
  const { Items } = await client.send(new GetStagesCommand({ ApiId }));
  expect(Items).toMatchObject([
    {
      StageName: "$default",
      AutoDeploy: true,
      DefaultRouteSettings: { DetailedMetricsEnabled: true },
      AccessLogSettings: { Format: "$context.requestId" },
    },
  ]);
  const stage = await client.send(new GetStageCommand({ ApiId, StageName: "$default" }));
  expect(stage.StageName).toBe("$default");
  await expect(client.send(new GetStageCommand({ ApiId, StageName: "x" }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

it("tells the deployment that the stage made by itself", async () => {
  const { Items } = await client.send(new GetDeploymentsCommand({ ApiId }));
  expect(Items).toMatchObject([
    {
      AutoDeployed: true,
      CreatedDate: new Date("2025-12-16T12:00:00Z"),
      DeploymentId: "dep222",
      DeploymentStatus: "DEPLOYED",
    },
  ]);
  expect(await client.send(new GetDeploymentCommand({ ApiId, DeploymentId: "dep222" }))).toMatchObject(
    Items?.[0] ?? {},
  );
  await expect(client.send(new GetDeploymentCommand({ ApiId, DeploymentId: "x" }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

it("leads from each route to its integration and function, page by page", async () => {
  const { Items: routes = [], NextToken } = await client.send(
    new GetRoutesCommand({ ApiId, MaxResults: "1" }),
  );
  const rest = await client.send(new GetRoutesCommand({ ApiId, MaxResults: "1", NextToken }));
  expect([...routes, ...(rest.Items ?? [])].map(({ RouteKey }) => RouteKey)).toEqual([
    "GET /orders/{id}/items",
    "POST /payments",
  ]);
  expect(rest.NextToken).toBeUndefined();
  const { Items: integrations = [] } = await client.send(new GetIntegrationsCommand({ ApiId }));
  const target = integrations.find(
    ({ IntegrationId }) => rest.Items?.[0]?.Target === `integrations/${IntegrationId}`,
  );
  expect(target?.IntegrationUri).toBe("arn:aws:lambda:us-east-1:210987654321:function:payments-charge:live");
  const one = await client.send(new GetIntegrationCommand({ ApiId, IntegrationId: target?.IntegrationId }));
  expect(one.IntegrationUri).toBe(target?.IntegrationUri);
});

it("answers unknown ids, tokens and sizes with the service's errors", async () => {
  await expect(client.send(new GetApiCommand({ ApiId: "shop123abc" }))).rejects.toMatchObject({
    name: "NotFoundException",
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new GetRoutesCommand({ ApiId, NextToken: "x" }))).rejects.toMatchObject({
    name: "BadRequestException",
  });
  await expect(client.send(new GetRoutesCommand({ ApiId, MaxResults: "many" }))).rejects.toMatchObject({
    name: "BadRequestException",
  });
});
