import type { CallContext } from "@/lib/sandbox/http/contract";
import { MetricStore } from "./metric-store";

/** The metrics of the call's region, built at its first call. */
export function storeOf(context: CallContext): MetricStore {
  return context.state("cloudwatch.metrics", () => new MetricStore(context.world));
}
