import type { Bill, BillEntry } from "@/lib/cost/bill";
import { grouped } from "@/lib/cost/grouped";
import { sumOf } from "@/lib/cost/sum";
import type { Owner } from "@/lib/cost/usage";

export interface BillGroup {
  /** null: belongs to none, such as an alarm. */
  readonly key: string | null;
  readonly usd: number;
  readonly entries: readonly BillEntry[];
  /** Executions and gateway requests of the group, whichever there are more of; null without any. */
  readonly requests: number | null;
  readonly perRequestUsd: number | null;
  readonly perThousandUsd: number | null;
}

/** The bill by owner, dearest first. The groups add up to the total. */
export function billBy(
  bill: Bill,
  part: keyof Owner | ((owner: Owner) => string | null),
): readonly BillGroup[] {
  const keyOf = typeof part === "function" ? part : (owner: Owner) => owner[part];
  const groups = grouped(bill.entries, keyOf);
  return [...groups]
    .map(([key, entries]) => groupOf(key, entries))
    .sort((a, b) => b.usd - a.usd || String(a.key).localeCompare(String(b.key)));
}

function groupOf(key: string | null, entries: readonly BillEntry[]): BillGroup {
  const usd = sumOf(entries.map((entry) => entry.usd ?? 0));
  const requests = requestsOf(entries);
  const perRequestUsd = requests === null ? null : usd / requests;
  return {
    key,
    usd,
    entries,
    requests,
    perRequestUsd,
    perThousandUsd: perRequestUsd === null ? null : perRequestUsd * 1000,
  };
}

/**
 * Requests of some entries, null without any. A request through a gateway is one execution too, as a rule: the larger
 * count is the number of requests.
 */
export function requestsOf(entries: readonly BillEntry[]): number | null {
  const count = (...lines: readonly BillEntry["line"][]) =>
    sumOf(entries.filter(({ line }) => lines.includes(line)).map(({ quantity }) => quantity));
  const most = Math.max(
    count("lambda-requests"),
    count("apigateway-rest-requests", "apigateway-http-requests"),
  );
  return most === 0 ? null : most;
}
