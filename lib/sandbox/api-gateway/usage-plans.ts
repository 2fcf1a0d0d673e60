import { type ApiKeyPlan, findPlan, plansOf } from "@/lib/sandbox/api-gateway/plans";
import { restPage } from "@/lib/sandbox/api-gateway/rest-paging";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";

/** `keyId` keeps the plans of that key. [M GetUsagePlans] */
export function getUsagePlans(input: JsonObject, { world }: CallContext): JsonObject {
  const { keyId } = input;
  const plans = plansOf(world).filter(
    ({ keys }) => keyId === undefined || keys.some(({ id }) => id === keyId),
  );
  return restPage(plans.map(planView), input, `GetUsagePlans ${String(keyId)}`);
}

export function getUsagePlan(input: JsonObject, { world }: CallContext): JsonObject {
  return planView(findPlan(world, input.usagePlanId));
}

/** Keys of a plan, with values as AWS gives them to whoever may read plan keys. [M GetUsagePlanKeys] */
export function getUsagePlanKeys(input: JsonObject, { world }: CallContext): JsonObject {
  const plan = findPlan(world, input.usagePlanId);
  const prefix = typeof input.name === "string" ? input.name : "";
  const keys = plan.keys
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ id, name, value }) => ({ id, type: "API_KEY", value, name }));
  return restPage(keys, input, `GetUsagePlanKeys ${plan.id} ${prefix}`);
}

function planView({ id, name, description, api, throttle, dailyQuota }: ApiKeyPlan): JsonObject {
  return {
    id,
    name,
    description,
    apiStages: [{ apiId: api.id, stage: api.stage }],
    throttle,
    quota: { limit: dailyQuota, offset: 0, period: "DAY" },
    tags: {},
  };
}
