import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import { DAY_MS } from "@/lib/base/time";
import { GB } from "@/lib/cost/charges";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import { type LogUsage, noOwner } from "@/lib/cost/usage";
import type { GroupFacts } from "@/lib/cost/waste/facts";
import type { Waste } from "@/lib/cost/waste/waste";

/** Lower end: what a retention of so many days would let go. */
const KEPT_DAYS = 30;
const MONTH_DAYS = 365 / 12;

/** A group without retention keeps every event and is charged for it each month, more in each than in the one before. */
export function neverExpiring(group: GroupFacts, list: PriceList): Waste | null {
  const { storedBytes, ageMs } = group;
  if (storedBytes <= 0) return null;
  const ageDays = Math.max(1, ageMs / DAY_MS);
  const olderShare = Math.max(0, 1 - KEPT_DAYS / ageDays);
  const perMonth = storedBytes / (ageDays / MONTH_DAYS);
  const price = list.prices["logs-storage"];
  const inAYear = ((storedBytes + 12 * perMonth) / GB) * firstTierUsd(price?.tiers ?? []);
  return {
    subject: { kind: "log-group", name: group.name },
    low: [stored(storedBytes * olderShare)],
    high: [stored(storedBytes)],
    per: "month",
    certainty: "range",
    why: `Never expires: ${formatBytes(storedBytes)} after ${Math.round(ageDays).toLocaleString("en")} days, about ${formatBytes(perMonth)} more each month${price ? `; in a year ${formatUsd(inAYear)} a month` : ""}.`,
    remedy: "Set a retention as long as anyone looks back.",
    assumptions: [
      `Lower end: what is older than ${KEPT_DAYS} days, as if it had come evenly since the group was made. Upper end: all of it.`,
      "Stored bytes as CloudWatch Logs told at the last midnight, taken for what is charged.",
    ],
  };
}

function stored(storedByteMonths: number): LogUsage {
  return { ...noOwner, kind: "logs", ingestedBytes: 0, logClass: "lambda", storedByteMonths };
}
