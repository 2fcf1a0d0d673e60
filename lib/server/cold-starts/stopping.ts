import "server-only";
import { provisionedFor } from "@/lib/cold-starts/provisioned-steps";
import type { ColdFunction, FeltRoute } from "@/lib/model/views/cold-starts";

/** Of a function's felt cold starts: the rest are rare bursts, of which the last ones cost as much as all others. */
const MOST = 0.9;

/**
 * Provisioned concurrency for the functions behind a route, enough for at least 90 % of what was felt. Whoever calls a
 * function shares its environments, so that the sizes are of all its traffic and not of the route's. null: a function's
 * lines were not read one by one.
 */
export function stoppingFor(
  names: readonly string[],
  functions: readonly ColdFunction[],
): FeltRoute["stopping"] {
  const behind = names.map((name) => functions.find((one) => one.name === name)?.explained ?? null);
  if (behind.includes(null)) return null;
  const steps = behind.flatMap((explained, i) => {
    const step = provisionedFor(explained?.provisioned ?? [], MOST);
    if (step === null) return [];
    const { concurrency, removedShare, monthlyUsd, onDemandSavedUsd, netMonthlyUsd } = step;
    return [
      {
        functionName: names[i] ?? "",
        concurrency,
        removedShare,
        monthlyUsd,
        onDemandSavedUsd,
        netMonthlyUsd,
      },
    ];
  });
  const total = (figure: "monthlyUsd" | "onDemandSavedUsd" | "netMonthlyUsd") =>
    steps.reduce<number | null>((sum, step) => {
      const value = step[figure];
      return sum === null || value === null ? null : sum + value;
    }, 0);
  return {
    functions: steps,
    monthlyUsd: total("monthlyUsd"),
    onDemandSavedUsd: total("onDemandSavedUsd"),
    netMonthlyUsd: total("netMonthlyUsd"),
  };
}
