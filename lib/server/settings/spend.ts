import "server-only";
import type { SpendReport } from "@/lib/model/views/own-spend";
import { spendReport } from "@/lib/server/spend";

/** What Lambdascope itself spent today, and what it may. Asks nothing of AWS. */
export function loadSpendSection(): Promise<SpendReport> {
  return spendReport();
}
