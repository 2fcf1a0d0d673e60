import { DAY_MS, floorTo } from "@/lib/base/time";
import { badRequest } from "@/lib/sandbox/api-gateway/find-api";
import { type ApiKey, carries, findPlan } from "@/lib/sandbox/api-gateway/plans";
import { restItems } from "@/lib/sandbox/api-gateway/rest-paging";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { ApiDef, World } from "@/lib/sandbox/world/types";

/** The longest interval that may be asked for is not documented: unverified. */
const MAX_DAYS = 90;

/**
 * Per key one `[used, remaining]` for each day (UTC) from `startDate` to `endDate`, both included, counted from the
 * requests of the world. Requests that the gateway throttled count as well. [M GetUsage]
 */
export function getUsage(input: JsonObject, { world }: CallContext): JsonObject {
  const plan = findPlan(world, input.usagePlanId);
  const fromMs = dateMs(input, "startDate");
  const toMs = dateMs(input, "endDate");
  const days = (toMs - fromMs) / DAY_MS + 1;
  if (days < 1) throw badRequest("Start date must be before end date");
  if (days > MAX_DAYS) throw badRequest(`The interval must not exceed ${MAX_DAYS} days`);
  const keys = plan.keys.filter(({ id }) => input.keyId === undefined || id === input.keyId);
  const page = restItems(keys, input, `GetUsage ${plan.id} ${fromMs} ${toMs}`);
  const values = page.items.map((key) => [
    key.id,
    dailyCounts(world, plan.api, key, fromMs, days).map((used) => [
      used,
      Math.max(0, plan.dailyQuota - used),
    ]),
  ]);
  return {
    usagePlanId: plan.id,
    startDate: input.startDate,
    endDate: input.endDate,
    position: page.token,
    values: Object.fromEntries(values),
  };
}

function dailyCounts(world: World, api: ApiDef, key: ApiKey, fromMs: number, days: number): number[] {
  const counts = new Array<number>(days).fill(0);
  const list = world.requestsOf(api.index, fromMs, fromMs + days * DAY_MS);
  for (let i = 0; i < list.length; i++) {
    const index = list[i] ?? 0;
    if (!carries(world, index, key)) continue;
    const day = floorTo(world.request(index).startMs - fromMs, DAY_MS) / DAY_MS;
    counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

/** `2026-01-15` as the first instant of that day. */
function dateMs(input: JsonObject, name: "startDate" | "endDate"): number {
  const text = input[name];
  const instant =
    typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Date.parse(`${text}T00:00:00Z`)
      : Number.NaN;
  if (Number.isNaN(instant)) throw badRequest(`Invalid ${name} specified`);
  return instant;
}
