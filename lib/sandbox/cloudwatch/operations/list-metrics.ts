import { HOUR_MS } from "@/lib/base/time";
import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { invalidNextToken, invalidParameterValue } from "../errors";
import { objectList, optionalFlag, optionalText, requiredText } from "../input";
import { dimensionValue, type Metric } from "../metric";
import { storeOf } from "../state";

const PAGE = 500;
const MAX_FILTERS = 10;

/** ListMetrics: metrics that had data in the last two weeks, 500 a page. [M ListMetrics] */
export const listMetrics: Operation = (input, context) => {
  const store = storeOf(context);
  const recently = optionalText(input, "RecentlyActive");
  if (recently !== undefined && recently !== "PT3H") {
    throw invalidParameterValue(`The value ${recently} for parameter RecentlyActive is not supported.`);
  }
  const oldestMs = recently === undefined ? undefined : context.nowMs - 3 * HOUR_MS;
  const passes = readFilter(input);
  const after = readToken(optionalText(input, "NextToken"));

  const page: Metric[] = [];
  let nextToken: string | undefined;
  for (const metric of store.metrics) {
    if (after !== undefined && metric.key <= after) continue;
    if (!passes(metric) || !store.isListed(metric, context.nowMs)) continue;
    if (oldestMs !== undefined && store.lastSampleMs(metric, context.nowMs) < oldestMs) continue;
    const last = page.at(-1);
    if (page.length === PAGE && last) {
      nextToken = Buffer.from(last.key).toString("base64url");
      break;
    }
    page.push(metric);
  }
  return {
    Metrics: page.map((metric) => ({
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: metric.dimensions,
    })),
    NextToken: nextToken,
    ...(optionalFlag(input, "IncludeLinkedAccounts")
      ? { OwningAccounts: page.map(() => context.world.account.accountId) }
      : {}),
  };
};

function readFilter(input: JsonObject): (metric: Metric) => boolean {
  const namespace = optionalText(input, "Namespace");
  const name = optionalText(input, "MetricName");
  const filters = objectList(input, "Dimensions").map((filter) => ({
    name: requiredText(filter, "Name"),
    value: optionalText(filter, "Value"),
  }));
  if (filters.length > MAX_FILTERS) {
    throw invalidParameterValue(`The collection Dimensions must not have more than ${MAX_FILTERS} members.`);
  }
  return (metric) =>
    (namespace === undefined || metric.namespace === namespace) &&
    (name === undefined || metric.name === name) &&
    filters.every((filter) => {
      const value = dimensionValue(metric, filter.name);
      return value !== undefined && (filter.value === undefined || value === filter.value);
    });
}

/** The token is the key of the last metric of the page before. */
function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const key = Buffer.from(token, "base64url").toString("utf8");
  if (!key.includes("\n")) throw invalidNextToken();
  return key;
}
