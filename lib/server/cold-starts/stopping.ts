import "server-only";
import { type ProvisionedStep, provisionedFor } from "@/lib/cold-starts/provisioned-steps";
import type { ColdFunction, FeltRoute } from "@/lib/model/views/cold-starts";

/** Of a function's felt cold starts: the rest are rare bursts, of which the last ones cost as much as all others. */
const MOST = 0.9;

/**
 * Provisioned concurrency for the functions behind a route, enough for at least 90 % of what was felt. Whoever calls a
 * function shares its environments, so that the sizes are of all its traffic and not of the route's. `atMost`: sizes that
 * are enough, for functions whose lines were not read one by one. null: neither is known of a function.
 */
export function stoppingFor(
  names: readonly string[],
  functions: readonly ColdFunction[],
  atMost: ReadonlyMap<string, readonly ProvisionedStep[]> = new Map(),
): FeltRoute["stopping"] {
  const exact = names.map((name) => functions.find((one) => one.name === name)?.explained?.provisioned);
  const behind = exact.map((steps, i) => steps ?? atMost.get(names[i] ?? ""));
  if (behind.includes(undefined)) return null;
  const steps = behind.flatMap((sizes, i) => {
    const step = provisionedFor(sizes ?? [], MOST);
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
    atMost: exact.includes(undefined),
    monthlyUsd: total("monthlyUsd"),
    onDemandSavedUsd: total("onDemandSavedUsd"),
    netMonthlyUsd: total("netMonthlyUsd"),
  };
}
