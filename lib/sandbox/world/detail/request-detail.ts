import type { Shop } from "@/lib/sandbox/world/definitions";
import type { Ids } from "@/lib/sandbox/world/detail/ids";
import { integer, mix, pick } from "@/lib/sandbox/world/simulation/random";
import {
  articleOf,
  customerOf,
  hasToken,
  requestKey,
  resourceNumberOf,
} from "@/lib/sandbox/world/simulation/request-facts";
import type { RequestDetail, RequestRecord } from "@/lib/sandbox/world/types";

const agents = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
  "ShopApp/5.12 (Android 15)",
  "python-requests/2.32.3",
] as const;

const countries = ["de", "fr", "it", "es", "nl", "pl"] as const;

/** What the gateway knows about a request beyond its record. Addresses are of documentation ranges. */
export function requestDetailOf(
  shop: Shop,
  request: RequestRecord,
  ids: Ids,
  traceId: string,
): RequestDetail {
  const key = requestKey(shop.seed, request.index);
  const api = shop.apis[request.apiIndex]?.def;
  const route = api?.routes[request.routeIndex];
  const customer = customerOf(key);
  const customerKey = mix(shop.seed, customer);
  const extendedRequestId = ids.extendedRequestId(request.index);
  const path = (route?.path ?? "/")
    .replace("{sku}", `A-${1000 + articleOf(key)}`)
    .replace("{country}", pick(key, 21, countries))
    .replace("{id}", String(resourceNumberOf(key)));
  return {
    requestId: api?.kind === "HTTP" ? extendedRequestId : ids.gatewayRequestId(request.index),
    extendedRequestId,
    traceId,
    segmentId: ids.segmentId(request.index, 0),
    path,
    sourceIp: `${pick(customerKey, 1, ["192.0.2", "198.51.100", "203.0.113"])}.${integer(customerKey, 2, 1, 254)}`,
    userAgent: pick(customerKey, 3, agents),
    user: route?.authorizerFunctionIndex == null || !hasToken(key) ? "" : `customer-${customer}`,
  };
}
