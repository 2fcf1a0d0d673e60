import "server-only";
import type {
  ApiKey,
  MethodSetting,
  QuotaSettings,
  ThrottleSettings,
  UsagePlan as WirePlan,
} from "@aws-sdk/client-api-gateway";
import { limitOf, numberOf, textOf } from "@/lib/aws/wire";
import { DAY_MS } from "@/lib/base/time";
import {
  type ApiKeyName,
  type DayOfUse,
  type KeyUsage,
  type Quota,
  quotaPeriods,
  type RouteThrottle,
  type Throttle,
  type UsagePlan,
} from "@/lib/model/usage-plan";

/** Without a rate there is no throttle: a burst alone holds nothing back. */
export function throttleSettingsOf(wire: ThrottleSettings | undefined): Throttle | null {
  const rateLimit = numberOf(wire?.rateLimit);
  return rateLimit === null ? null : { rateLimit, burstLimit: numberOf(wire?.burstLimit) };
}

export function usagePlanOf(wire: WirePlan): UsagePlan | null {
  if (wire.id === undefined) return null;
  return {
    id: wire.id,
    name: textOf(wire.name) ?? wire.id,
    description: textOf(wire.description),
    stages: (wire.apiStages ?? []).flatMap(({ apiId, stage, throttle }) =>
      apiId === undefined || stage === undefined
        ? []
        : [{ apiId, stage, routes: planRoutesOf(throttle ?? {}) }],
    ),
    throttle: throttleSettingsOf(wire.throttle),
    quota: quotaOf(wire.quota),
  };
}

/** Keyed by `/path/METHOD`. [M UsagePlan.apiStages] */
function planRoutesOf(throttles: Readonly<Record<string, ThrottleSettings>>): RouteThrottle[] {
  return Object.entries(throttles).flatMap(([key, settings]) => {
    const throttle = throttleSettingsOf(settings);
    return throttle === null ? [] : [{ route: routeOfKey(key), ...throttle }];
  });
}

/**
 * Throttles of single methods of a stage, where they differ from that of all methods. Settings stand under
 * `~1orders~1{id}/GET`: a path with `/` written as `~1`, and the method. [M Stage.methodSettings]
 */
export function restRouteThrottlesOf(settings: Readonly<Record<string, MethodSetting>>): RouteThrottle[] {
  const forAll = settings["*/*"];
  return Object.entries(settings).flatMap(([key, one]) => {
    if (key === "*/*") return [];
    const rateLimit = limitOf(one.throttlingRateLimit);
    const burstLimit = limitOf(one.throttlingBurstLimit);
    const same = rateLimit === forAll?.throttlingRateLimit && burstLimit === forAll?.throttlingBurstLimit;
    return rateLimit === null || same ? [] : [{ route: routeOfKey(key), rateLimit, burstLimit }];
  });
}

/** `~1orders~1{id}/GET` or `/orders/{id}/GET` → `GET /orders/{id}`. */
function routeOfKey(key: string): string {
  const text = key.replaceAll("~1", "/");
  const cut = text.lastIndexOf("/");
  const path = text.slice(0, cut) || "/";
  return `${text.slice(cut + 1)} ${path.startsWith("/") ? path : `/${path}`}`;
}

function quotaOf(wire: QuotaSettings | undefined): Quota | null {
  const limit = numberOf(wire?.limit);
  const period = quotaPeriods.find((one) => one === wire?.period);
  return limit === null || period === undefined ? null : { limit, period };
}

/** Key values are at least 20 characters long, ids are 10. [D api-gateway-setup-api-key-with-console] */
const SHORTEST_VALUE = 20;

/**
 * `[used, remaining]` of each day from `fromMs` on, by key. AWS's model says that the use is told by key value, answers
 * seen have ids: what is as long as a value is dropped here, so that no secret is kept. [M GetUsage]
 */
export function keyUsagesOf(
  items: Readonly<Record<string, readonly (readonly number[])[]>>,
  fromMs: number,
): KeyUsage[] {
  return Object.entries(items).map(([key, days]) => ({
    keyId: key.length >= SHORTEST_VALUE ? null : key,
    days: days.flatMap(([used, remaining], index): DayOfUse[] => {
      const count = numberOf(used);
      if (count === null) return [];
      const day = new Date(fromMs + index * DAY_MS).toISOString().slice(0, 10);
      return [{ day, used: count, remaining: numberOf(remaining) }];
    }),
  }));
}

/** Takes no value, even if AWS should send one. */
export function apiKeyNameOf(wire: ApiKey): ApiKeyName | null {
  if (wire.id === undefined) return null;
  return { id: wire.id, name: textOf(wire.name), enabled: wire.enabled ?? true };
}
