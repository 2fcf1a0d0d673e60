import "server-only";
import { type MeterSnapshot, totalMeter } from "@/lib/aws/meter";
import type { ViewRequest } from "@/lib/server/view-request";

/** What one page load asked of AWS, and what all of them did since this process started. */
export interface Spend {
  readonly page: MeterSnapshot;
  readonly session: MeterSnapshot;
}

/** Resolves when everything given has settled, for only then the count is whole. */
export async function spendAfter(view: ViewRequest, loads: readonly Promise<unknown>[]): Promise<Spend> {
  await Promise.allSettled(loads);
  return { page: view.scope.meter.snapshot(), session: totalMeter().snapshot() };
}
