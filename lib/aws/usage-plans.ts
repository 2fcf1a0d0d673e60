import "server-only";
import {
  GetAccountCommand,
  GetApiKeysCommand,
  GetUsageCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import type { CallScope } from "@/lib/aws/call-scope";
import { apiGatewayClient } from "@/lib/aws/clients";
import { call, callPages } from "@/lib/aws/gateway";
import { apiKeyNameOf, keyUsagesOf, throttleSettingsOf, usagePlanOf } from "@/lib/aws/usage-plan-shapes";
import { MINUTE_MS } from "@/lib/base/time";
import type { ApiKeyName, KeyUsage, Throttle, UsagePlan } from "@/lib/model/usage-plan";

/** Limits of API Gateway and their use. Values of API keys are secrets: never asked for, never kept. */

const KEPT_MS = 5 * MINUTE_MS;
const USE_KEPT_MS = MINUTE_MS;
/** The most that AWS gives at once; the default is 25. */
const PAGE_LIMIT = 500;

/** Of all APIs of the account in the region together; null when AWS does not tell. */
export function getAccountThrottle(scope: CallScope): Promise<Throttle | null> {
  return call(scope, {
    service: "apigateway",
    operation: "GetAccount",
    key: {},
    cacheForMs: KEPT_MS,
    send: (signal) => apiGatewayClient(scope).send(new GetAccountCommand({}), { abortSignal: signal }),
    read: (wire) => throttleSettingsOf(wire.throttleSettings),
  });
}

export function listUsagePlans(scope: CallScope): Promise<readonly UsagePlan[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetUsagePlans",
    key: {},
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(new GetUsagePlansCommand({ limit: PAGE_LIMIT, position: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.position,
    read: (wire) => (wire.items ?? []).flatMap((plan) => usagePlanOf(plan) ?? []),
  });
}

/**
 * What each key of a plan has used, per day in UTC; `fromDay` and `toDay` (`2026-01-15`) are both included. Whether a key
 * without any request is among them is not documented.
 */
export function getKeyUsage(
  scope: CallScope,
  planId: string,
  fromDay: string,
  toDay: string,
): Promise<readonly KeyUsage[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetUsage",
    key: { planId, fromDay, toDay },
    cacheForMs: USE_KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(
        new GetUsageCommand({
          usagePlanId: planId,
          startDate: fromDay,
          endDate: toDay,
          limit: PAGE_LIMIT,
          position: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.position,
    read: (wire) => keyUsagesOf(wire.items ?? {}, Date.parse(`${fromDay}T00:00:00Z`)),
  });
}

/** Names of all API keys of the region, without their values. */
export function listApiKeyNames(scope: CallScope): Promise<readonly ApiKeyName[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetApiKeys",
    key: {},
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(
        new GetApiKeysCommand({ includeValues: false, limit: PAGE_LIMIT, position: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.position,
    read: (wire) => (wire.items ?? []).flatMap((key) => apiKeyNameOf(key) ?? []),
  });
}
