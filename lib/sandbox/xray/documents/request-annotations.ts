import { textHash } from "@/lib/sandbox/xray/documents/derived-hash";
import type { AnnotationValue } from "@/lib/sandbox/xray/documents/segment";

const TIERS = ["free", "free", "plus", "business"] as const;

/**
 * What the shop's handlers annotate about an API request: the route's parameters and who asked.
 *
 *     /orders/{id}, /orders/7, customer-12  →  { order_id: "7", customer_id: "customer-12", customer_tier: "plus" }
 */
export function requestAnnotations(
  routePath: string,
  path: string,
  user: string,
): Record<string, AnnotationValue> {
  const annotations: Record<string, AnnotationValue> = {};
  const values = path.split("/");
  const names = routePath.split("/");
  names.forEach((name, i) => {
    const parameter = /^\{(\w+)\+?\}$/.exec(name)?.[1];
    const value = values[i];
    if (parameter === undefined || value === undefined || value === "") return;
    // An `id` alone says nothing in a search: it is named after its collection, `orders` → `order_id`.
    const collection = names[i - 1]?.replace(/s$/, "") ?? "";
    annotations[parameter === "id" && collection !== "" ? `${collection}_id` : parameter] = value;
  });
  if (user !== "") {
    annotations.customer_id = user;
    annotations.customer_tier = TIERS[textHash(`tier/${user}`) % TIERS.length] ?? "free";
  }
  return annotations;
}
