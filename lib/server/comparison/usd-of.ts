import "server-only";
import { getFunction } from "@/lib/aws/lambda";
import type { ComparedSubject } from "@/lib/comparison/compare-sides";
import { requestPricesOf } from "@/lib/cost/prices/request-prices";
import type { Failure } from "@/lib/model/failure";
import { optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";

/** What is said in the place of a cost that is not known. */
export const NO_COST = "Cost is left out: the function's settings could not be read.";

interface InvocationPrice {
  /** US dollars of one invocation by its mean duration, at today's memory size and prices; null when that is not known. */
  readonly usdOf: ComparedSubject["usdOf"];
  readonly failures: readonly Failure[];
}

export async function usdOfFunction(view: ViewRequest, name: string): Promise<InvocationPrice> {
  const { value, failures } = await optional(getFunction(view.scope, name));
  if (value === null) return { usdOf: null, failures };
  const { gbSecondUsd, lambdaRequestUsd } = requestPricesOf(view.region, loadPriceList(view.region));
  const perGbSecond = value.architecture === "arm64" ? gbSecondUsd.arm64 : gbSecondUsd.x86_64;
  const perMs = ((value.memoryMb / 1024) * perGbSecond) / 1000;
  return { usdOf: (meanMs) => lambdaRequestUsd + meanMs * perMs, failures };
}
