import { DAY_MS } from "@/lib/base/time";
import type { ApiBlueprint } from "@/lib/sandbox/world/blueprints/blueprint";
import { mix, mixText } from "@/lib/sandbox/world/simulation/random";
import type { AccountDef, ApiDef, RouteDef } from "@/lib/sandbox/world/types";

export interface ApiModel {
  readonly def: ApiDef;
  readonly blueprint: ApiBlueprint;
  /** Number of this API's route 0 when all routes of the region are counted through. */
  readonly firstRoute: number;
  /** Running total of the route weights, ending at 1. */
  readonly cumulativeWeights: readonly number[];
}

interface Place {
  readonly index: number;
  readonly firstRoute: number;
  readonly seed: number;
  readonly account: AccountDef;
  readonly madeMs: number;
  readonly requestsPerSecond: number;
  functionIndexOf(key: string): number | undefined;
  aliasOf(key: string): string | null;
}

export function apiDefinition(blueprint: ApiBlueprint, place: Place): ApiModel {
  const key = mixText(place.seed, blueprint.key);
  const authorizer =
    blueprint.authorizerKey === undefined ? undefined : place.functionIndexOf(blueprint.authorizerKey);
  const routes: RouteDef[] = [];
  const weights: number[] = [];
  for (const route of blueprint.routes) {
    const functionIndex = place.functionIndexOf(route.functionKey);
    if (functionIndex === undefined) continue;
    routes.push({
      index: routes.length,
      method: route.method,
      path: route.path,
      resourceId: letters(mixText(key, route.path), 6),
      functionIndex,
      qualifier: place.aliasOf(route.functionKey),
      authorizerFunctionIndex: route.authorized === true ? (authorizer ?? null) : null,
      cached: route.cached ?? false,
    });
    weights.push(route.weight);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  const id = letters(mix(key, 1), 10);
  const def: ApiDef = {
    index: place.index,
    kind: blueprint.kind,
    id,
    name: blueprint.key,
    stage: blueprint.stage,
    description: blueprint.description,
    createdMs: place.madeMs - 400 * DAY_MS,
    routes,
    canary:
      blueprint.canaryShare === undefined
        ? null
        : {
            share: blueprint.canaryShare,
            deploymentId: letters(mix(key, 2), 6),
            createdMs: place.madeMs - 2 * DAY_MS,
          },
    deploymentId: letters(mix(key, 3), 6),
    detailedMetrics: blueprint.detailedMetrics,
    cacheSizeGb: blueprint.cacheSizeGb ?? null,
    tracing: blueprint.tracing,
    executionLog: blueprint.executionLog,
    dataTrace: blueprint.dataTrace ?? false,
    accessLog: {
      logGroup: `/aws/apigateway/${blueprint.key}`,
      format: blueprint.accessLogFormat,
    },
    throttle: throttleOf(blueprint, place.requestsPerSecond),
  };
  return {
    def,
    blueprint,
    firstRoute: place.firstRoute,
    cumulativeWeights: weights.map((weight) => {
      running += weight / total;
      return running;
    }),
  };
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An id in the manner of API Gateway: lower-case letters and digits. */
function letters(key: number, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += ALPHABET[mix(key, i) % (i === 0 ? 26 : 36)] ?? "a";
  return text;
}

/** The stage throttle holds the daily peak with room, whatever the traffic. */
function throttleOf(blueprint: ApiBlueprint, requestsPerSecond: number): ApiDef["throttle"] {
  if (blueprint.throttle === undefined) return null;
  const factor = Math.max(
    1,
    Math.ceil((requestsPerSecond * blueprint.share * 5) / blueprint.throttle.rateLimit),
  );
  return {
    rateLimit: blueprint.throttle.rateLimit * factor,
    burstLimit: blueprint.throttle.burstLimit * factor,
  };
}
