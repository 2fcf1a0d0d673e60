import { notFound } from "@/lib/sandbox/api-gateway/find-api";
import { type ApiKey, type ApiKeyPlan, plansOf } from "@/lib/sandbox/api-gateway/plans";
import { restPage } from "@/lib/sandbox/api-gateway/rest-paging";
import { seconds } from "@/lib/sandbox/api-gateway/rest-stage";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";

/** `name` keeps names that begin so; values only with `includeValues`. [M GetApiKeys] */
export function getApiKeys(input: JsonObject, { world }: CallContext): JsonObject {
  const prefix = typeof input.name === "string" ? input.name : "";
  const keys = input.customerId === undefined ? plansOf(world).flatMap(keysOf) : [];
  const wanted = keys.filter(({ key }) => key.name.startsWith(prefix));
  return {
    ...restPage(
      wanted.map(({ plan, key }) => keyView(plan, key, input.includeValues === true)),
      input,
      `GetApiKeys ${prefix} ${String(input.customerId)}`,
    ),
    warnings: [],
  };
}

export function getApiKey(input: JsonObject, { world }: CallContext): JsonObject {
  const found = plansOf(world)
    .flatMap(keysOf)
    .find(({ key }) => key.id === input.apiKey);
  if (found === undefined) throw notFound("Invalid API Key identifier specified");
  return keyView(found.plan, found.key, input.includeValue === true);
}

function keysOf(plan: ApiKeyPlan) {
  return plan.keys.map((key) => ({ plan, key }));
}

function keyView({ api }: ApiKeyPlan, key: ApiKey, withValue: boolean): JsonObject {
  return {
    id: key.id,
    ...(withValue ? { value: key.value } : {}),
    name: key.name,
    enabled: key.enabled,
    createdDate: seconds(key.createdMs),
    lastUpdatedDate: seconds(key.createdMs),
    stageKeys: [`${api.id}/${api.stage}`],
    tags: {},
  };
}
