/** What a region runs. */
export interface RegionPlan {
  /** Share of `--rps` that arrives here. */
  readonly traffic: number;
  /** Function keys that this region does not have. */
  readonly without: readonly string[];
  /** Function key → name, where it differs. */
  readonly names: Readonly<Record<string, string>>;
}

const plans: Readonly<Record<string, RegionPlan>> = {
  "us-east-1": { traffic: 1, without: ["vat-calculator"], names: {} },
  "eu-west-1": {
    traffic: 0.4,
    without: ["legacy-invoices", "reports-nightly"],
    names: { "notifications-email": "notifications-mail-eu", "stream-analytics": "clicks-eu" },
  },
};

const TWIN = "us-east-1";

/**
 * The plan of a region and the region whose dice it falls by: one without a plan of its own is a twin of the first,
 * the same to the byte but for its name.
 */
export function planOf(region: string): { readonly plan: RegionPlan; readonly diceOf: string } {
  const own = Object.hasOwn(plans, region) ? plans[region] : undefined;
  if (own !== undefined) return { plan: own, diceOf: region };
  const plan = plans[TWIN];
  if (plan === undefined) throw new Error(`${TWIN} has no plan`);
  return { plan, diceOf: TWIN };
}
