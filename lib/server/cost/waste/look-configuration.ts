import "server-only";
import { ceilTo, DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { idleProvisioned } from "@/lib/cost/waste/idle-provisioned";
import { neverExpiring } from "@/lib/cost/waste/never-expiring";
import type { Waste } from "@/lib/cost/waste/waste";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { CostFunction } from "@/lib/server/cost/subjects";
import { factsOf } from "@/lib/server/cost/waste/function-facts";
import type { Looked } from "@/lib/server/cost/waste/kinds";
import type { WasteMetrics } from "@/lib/server/cost/waste/read-metrics";

/** Waste that configuration and metrics tell, without a line being read. */

/**
 * @param metrics null: CloudWatch did not answer
 * @param unread functions whose provisioned concurrency could not be read
 */
export function lookForIdle(
  functions: readonly CostFunction[],
  metrics: WasteMetrics | null,
  unread: ReadonlySet<string>,
  windowMs: number,
  list: PriceList,
): Looked {
  const configured = functions.filter(({ provisioned }) => provisioned.length > 0);
  const known = configured.map((fn) => ({
    fn: factsOf(fn),
    facts: metrics?.provisioned.get(fn.config.name) ?? null,
  }));
  return {
    wastes: known.flatMap(({ fn, facts }) =>
      (facts ?? []).flatMap((one) => idleProvisioned(fn, one, windowMs, list) ?? []),
    ),
    unknown: [
      ...known.flatMap(({ fn, facts }) =>
        facts === null ? [{ name: fn.name, reason: "CloudWatch did not tell what ran in it." }] : [],
      ),
      ...functions.flatMap(({ config: { name } }) =>
        unread.has(name) ? [{ name, reason: "Its provisioned concurrency could not be read." }] : [],
      ),
    ],
    // That a function has none configured is known as well.
    among:
      functions.filter(({ config }) => !unread.has(config.name)).length -
      known.filter(({ facts }) => facts === null).length,
    noun: "function",
  };
}

/** Stored bytes are as of about the last midnight: 0 of a group of yesterday says nothing. */
const TOO_NEW_MS = 2 * DAY_MS;

export function lookForNeverExpiring(
  groups: readonly LogGroupInfo[],
  nowMs: number,
  list: PriceList,
): Looked {
  const wastes: Waste[] = [];
  const unknown: { name: string; reason: string }[] = [];
  for (const { name, retentionDays, storedBytes, createdMs, logClass } of groups) {
    if (retentionDays !== null || logClass === "DELIVERY") continue;
    const ageMs = createdMs === null ? null : ceilTo(nowMs - createdMs, HOUR_MS);
    if (storedBytes === null || ageMs === null) {
      unknown.push({ name, reason: "CloudWatch Logs does not tell how much it stores." });
    } else if (storedBytes === 0 && ageMs < TOO_NEW_MS) {
      unknown.push({ name, reason: "Too new: stored bytes are counted at midnight." });
    } else {
      const waste = neverExpiring({ name, storedBytes, ageMs }, list);
      if (waste !== null) wastes.push(waste);
    }
  }
  return { wastes, unknown, among: groups.length - unknown.length, noun: "log group" };
}
