import { breakEvenUtilisation } from "@/lib/cost/break-even";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { noOwner, type ProvisionedUsage } from "@/lib/cost/usage";
import type { FunctionFacts, ProvisionedFacts } from "@/lib/cost/waste/facts";
import type { Waste } from "@/lib/cost/waste/waste";

/**
 * Provisioned concurrency in which nothing ran. The least: what was above the highest peak of the window, which nobody
 * would miss. The most: all the time in which no execution was under way; some of it is the reserve that was wanted.
 */
export function idleProvisioned(
  fn: FunctionFacts,
  { qualifier, configured, peak, busyMs }: ProvisionedFacts,
  windowMs: number,
  list: PriceList,
): Waste | null {
  if (configured <= 0 || windowMs <= 0) return null;
  const spare = Math.max(0, configured - Math.ceil(peak));
  // What was never used at once was never busy either.
  const idleMs = Math.max(spare * windowMs, configured * windowMs - Math.max(0, busyMs.low));
  if (idleMs <= 0) return null;
  const of = (concurrency: number, lengthMs: number): ProvisionedUsage => ({
    ...noOwner,
    kind: "provisioned",
    functionName: fn.name,
    architecture: fn.architecture,
    memoryMb: fn.memoryMb,
    concurrency,
    lengthMs,
  });
  const utilisation = 1 - idleMs / (configured * windowMs);
  return {
    subject: { kind: "function", name: fn.name },
    low: [of(spare, windowMs)],
    high: [of(configured, idleMs / configured)],
    per: "window",
    certainty: "range",
    why: `${configured.toLocaleString("en")} provisioned for ${qualifier}, executing ${percent(utilisation)} of the time, at most ${Math.ceil(peak).toLocaleString("en")} at once.`,
    remedy: remedyOf(fn, spare, configured, utilisation, list),
    assumptions: [
      "Lower end: environments above the peak of this window. Upper end: all time without an execution; the reserve that you want is part of it.",
      "It was configured as it is now for the whole window.",
      ...(busyMs.high > busyMs.low
        ? [
            "Some executions spilled over to on-demand environments; they are taken to last as long as the others.",
          ]
        : []),
    ],
  };
}

function remedyOf(
  { architecture }: FunctionFacts,
  spare: number,
  configured: number,
  utilisation: number,
  list: PriceList,
): string {
  const breakEven = breakEvenUtilisation(architecture, list);
  const below =
    breakEven !== null && utilisation < breakEven
      ? ` Below ${percent(breakEven)} it is dearer than executions on demand: it buys waiting time only.`
      : "";
  const lower =
    spare === 0
      ? "Lower it in quiet hours, by a schedule."
      : spare === configured
        ? "Remove it, or find out why nothing calls this qualifier."
        : `${(configured - spare).toLocaleString("en")} would have been enough.`;
  return `${lower}${below}`;
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString("en", { maximumSignificantDigits: 2 })} %`;
}
