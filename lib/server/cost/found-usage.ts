import "server-only";
import type { WindowUsage } from "@/lib/cost/window-usage";
import type { Failure } from "@/lib/model/failure";
import type { CostBill } from "@/lib/model/views/cost";

/** What a way of reading found of the window. */
export interface FoundUsage {
  readonly usage: WindowUsage;
  readonly told: Pick<CostBill, "by" | "state" | "estimate" | "bytesScanned">;
  /** Whether it tells routes and versions apart. */
  readonly apart: { readonly route: boolean; readonly version: boolean };
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
}
