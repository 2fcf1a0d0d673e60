import { accessLogSettings, findApi, notFound } from "@/lib/sandbox/api-gateway/find-api";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { ApiDef, World } from "@/lib/sandbox/world/types";

/** Account-level throttle, which a stage without its own settings shows [D limits]. */
const ACCOUNT_RATE_LIMIT = 10_000;
const ACCOUNT_BURST_LIMIT = 5_000;

/** Not paged. The `item` key is the API's own here [M]. */
export function getStages(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  const deployment = input.deploymentId;
  const stages = deployment === undefined || deployment === api.deploymentId ? [stageView(world, api)] : [];
  return { item: stages };
}

export function getStage(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  if (api.stage !== input.stageName) throw notFound("Invalid stage identifier specified");
  return stageView(world, api);
}

export function getAccount(): JsonObject {
  return {
    throttleSettings: { burstLimit: ACCOUNT_BURST_LIMIT, rateLimit: ACCOUNT_RATE_LIMIT },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };
}

/** Epoch seconds: the v1 client dies of an ISO string [W]. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}

function stageView(world: World, api: ApiDef): JsonObject {
  const cached = api.cacheSizeGb !== null;
  return {
    deploymentId: api.deploymentId,
    stageName: api.stage,
    cacheClusterEnabled: cached,
    ...(cached ? { cacheClusterSize: String(api.cacheSizeGb) } : {}),
    cacheClusterStatus: cached ? "AVAILABLE" : "NOT_AVAILABLE",
    methodSettings: { "*/*": methodSettings(api) },
    ...(api.canary === null
      ? {}
      : {
          canarySettings: {
            percentTraffic: api.canary.share * 100,
            deploymentId: api.canary.deploymentId,
            useStageCache: false,
          },
        }),
    accessLogSettings: accessLogSettings(world, api),
    tracingEnabled: api.tracing,
    createdDate: seconds(api.createdMs),
    lastUpdatedDate: seconds(api.canary?.createdMs ?? api.createdMs),
  };
}

function methodSettings(api: ApiDef): JsonObject {
  return {
    metricsEnabled: api.detailedMetrics,
    loggingLevel: api.executionLog,
    dataTraceEnabled: api.dataTrace,
    throttlingBurstLimit: api.throttle?.burstLimit ?? ACCOUNT_BURST_LIMIT,
    throttlingRateLimit: api.throttle?.rateLimit ?? ACCOUNT_RATE_LIMIT,
    cachingEnabled: api.cacheSizeGb !== null,
    cacheTtlInSeconds: 300,
    cacheDataEncrypted: false,
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
  };
}
