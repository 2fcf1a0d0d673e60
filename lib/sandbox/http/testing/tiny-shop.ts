import { emptyWorld } from "@/lib/sandbox/http/empty-world";
import type { ApiDef, FunctionDef, World } from "@/lib/sandbox/world/types";

/** 2026-01-15T12:00:00Z */
export const TINY_NOW_MS = 1_768_478_400_000;
export const TINY_ACCOUNT = "210987654321";

/**
 * A world of definitions without a single invocation, for tests of the configuration services:
 *
 *     orders-api      plain, reserved 20
 *     payments-charge alias live → 41, 42 at 10 %; provisioned 3 on live; JSON logs; SnapStart; VPC
 *     filler-003 … filler-120
 *     shop-api (REST, canary, cache)   partner-api (REST, plain)   storefront (HTTP)
 */
export function tinyShop(region = "us-east-1"): World {
  const fillers = Array.from({ length: 118 }, (_, at) =>
    functionDef(region, at + 2, `filler-${String(at + 3).padStart(3, "0")}`),
  );
  return {
    ...emptyWorld(region, TINY_ACCOUNT, () => TINY_NOW_MS),
    functions: [ordersApi(region), paymentsCharge(region), ...fillers],
    apis: [shopApi, partnerApi, storefront],
    trials: [
      {
        functionIndex: 1,
        alias: "live",
        version: "42",
        share: 0.1,
        fromMs: TINY_NOW_MS - 55 * 60_000,
        toMs: TINY_NOW_MS + 6 * 3_600_000,
      },
    ],
    eventSources: [
      {
        uuid: "5d7fb1f1-6f11-4f4e-9a3c-000000000001",
        kind: "sqs",
        arn: `arn:aws:sqs:${region}:${TINY_ACCOUNT}:orders`,
        functionIndex: 0,
        batchSize: 10,
        state: "Enabled",
      },
      {
        uuid: "5d7fb1f1-6f11-4f4e-9a3c-000000000002",
        kind: "kinesis",
        arn: `arn:aws:kinesis:${region}:${TINY_ACCOUNT}:stream/clicks`,
        functionIndex: 1,
        batchSize: 100,
        state: "Disabled",
      },
    ],
  };
}

function ordersApi(region: string): FunctionDef {
  return { ...functionDef(region, 0, "orders-api"), reservedConcurrency: 20, tags: { team: "orders" } };
}

function paymentsCharge(region: string): FunctionDef {
  return {
    ...functionDef(region, 1, "payments-charge"),
    logFormat: "JSON",
    snapStart: true,
    vpc: true,
    traced: true,
    environmentVariables: { API_KEY: "not-a-secret" },
    deadLetterArn: `arn:aws:sqs:${region}:${TINY_ACCOUNT}:payments-dead`,
    provisionedConcurrency: { qualifier: "live", count: 3 },
    versions: [
      { version: "42", publishedMs: TINY_NOW_MS - 3_600_000, description: "instalments" },
      { version: "41", publishedMs: TINY_NOW_MS - 86_400_000, description: "" },
    ],
    aliases: [{ name: "live", version: "41", weights: { "42": 0.1 } }],
    invokedQualifier: "live",
  };
}

function functionDef(region: string, index: number, name: string): FunctionDef {
  return {
    index,
    name,
    arn: `arn:aws:lambda:${region}:${TINY_ACCOUNT}:function:${name}`,
    description: `${name} of the shop`,
    runtime: "nodejs22.x",
    runtimeVersion: "nodejs:22.v50",
    handler: "index.handler",
    architecture: "x86_64",
    memoryMb: 512,
    timeoutMs: 10_000,
    ephemeralStorageMb: 512,
    codeSizeBytes: 1_000,
    vpc: false,
    logFormat: "Text",
    applicationLogLevel: "INFO",
    systemLogLevel: "INFO",
    logGroup: `/aws/lambda/${name}`,
    reportStyle: "new",
    segmentStyle: "old",
    traced: false,
    snapStart: false,
    reservedConcurrency: null,
    provisionedConcurrency: null,
    idleTimeoutMs: 600_000,
    versions: [],
    aliases: [],
    invokedQualifier: null,
    lastModifiedMs: TINY_NOW_MS - 7 * 86_400_000,
    environmentVariables: {},
    tags: {},
    deadLetterArn: null,
    filler: index > 1,
  };
}

const partnerApi: ApiDef = {
  index: 1,
  kind: "REST",
  id: "partner123",
  name: "partner-api",
  stage: "v1",
  description: "for partners",
  createdMs: TINY_NOW_MS - 30 * 86_400_000,
  routes: [
    {
      index: 0,
      method: "GET",
      path: "/",
      resourceId: "rootpart01",
      functionIndex: 0,
      qualifier: null,
      authorizerFunctionIndex: null,
    },
  ],
  canary: null,
  deploymentId: "dep111",
  detailedMetrics: false,
  cacheSizeGb: null,
  tracing: false,
  executionLog: "OFF",
  dataTrace: false,
  accessLog: null,
  throttle: { rateLimit: 5, burstLimit: 8 },
};

const shopApi: ApiDef = {
  ...partnerApi,
  index: 0,
  id: "shop123abc",
  name: "shop-api",
  stage: "prod",
  routes: [
    {
      index: 0,
      method: "GET",
      path: "/orders/{id}/items",
      resourceId: "items1",
      functionIndex: 0,
      qualifier: null,
      authorizerFunctionIndex: null,
    },
    {
      index: 1,
      method: "POST",
      path: "/payments",
      resourceId: "pay001",
      functionIndex: 1,
      qualifier: "live",
      authorizerFunctionIndex: 2,
    },
  ],
  canary: { share: 0.1, deploymentId: "dep223", createdMs: TINY_NOW_MS - 3_600_000 },
  deploymentId: "dep222",
  detailedMetrics: true,
  cacheSizeGb: 0.5,
  tracing: true,
  executionLog: "INFO",
  accessLog: { logGroup: "/apigateway/shop", format: "$context.requestId" },
  throttle: null,
};

const storefront: ApiDef = {
  ...shopApi,
  index: 2,
  kind: "HTTP",
  id: "http123abc",
  name: "storefront-http",
  stage: "$default",
  canary: null,
  cacheSizeGb: null,
  tracing: false,
};
