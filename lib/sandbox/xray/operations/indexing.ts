import { hasTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import type { World } from "@/lib/sandbox/world/types";
import { idFraction } from "@/lib/sandbox/xray/documents/derived-hash";

/**
 * Percentage of traces that X-Ray indexes when Transaction Search is on. AWS begins with 1, which would leave the lists of
 * a small shop empty.
 */
export const INDEXED_PERCENTAGE = 10;

/** Does X-Ray itself know this trace? Without Transaction Search all of them; with it a share, told by the id alone. */
export function isIndexed(world: World, traceId: string): boolean {
  return !hasTransactionSearch(world) || idFraction(traceId.slice(-16), 0) < INDEXED_PERCENTAGE / 100;
}
