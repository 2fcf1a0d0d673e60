import "server-only";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { credentials } from "@/lib/aws/credentials";
import { processWide } from "@/lib/aws/process-wide";

/** One client per service and region: a client holds the connections and the retry pace of its service. */

export function cloudWatchClient(region: string): CloudWatchClient {
  return processWide(`cloudwatch ${region}`, () => new CloudWatchClient(settings(region)));
}

export function lambdaClient(region: string): LambdaClient {
  return processWide(`lambda ${region}`, () => new LambdaClient(settings(region)));
}

export function apiGatewayClient(region: string): APIGatewayClient {
  return processWide(`apigateway ${region}`, () => new APIGatewayClient(settings(region)));
}

export function apiGatewayV2Client(region: string): ApiGatewayV2Client {
  return processWide(`apigatewayv2 ${region}`, () => new ApiGatewayV2Client(settings(region)));
}

export function stsClient(region: string): STSClient {
  return processWide(`sts ${region}`, () => new STSClient(settings(region)));
}

/** Only reads are sent, so every call may be repeated. AWS_PROFILE and AWS_ENDPOINT_URL are read by the SDK itself. */
function settings(region: string) {
  return {
    region,
    credentials: credentials(),
    retryMode: "adaptive",
    maxAttempts: 4,
    requestHandler: processWide("http", createHttpHandler),
  };
}

function createHttpHandler(): NodeHttpHandler {
  const connections = { keepAlive: true, maxSockets: 64 };
  return new NodeHttpHandler({
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    // Without this the handler only logs a warning and goes on waiting.
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent(connections),
    httpsAgent: new HttpsAgent(connections),
  });
}
