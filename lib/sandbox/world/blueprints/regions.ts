/** What each region runs. Any other region is an empty account. */
export interface RegionPlan {
  /** Share of `--rps` that arrives here. */
  readonly traffic: number;
  /** Function keys that this region does not have. */
  readonly without: readonly string[];
  /** Function key → name, where it differs. */
  readonly names: Readonly<Record<string, string>>;
}

export const regions: Readonly<Record<string, RegionPlan>> = {
  "us-east-1": { traffic: 1, without: ["vat-calculator"], names: {} },
  "eu-west-1": {
    traffic: 0.4,
    without: ["legacy-invoices", "reports-nightly"],
    names: { "notifications-email": "notifications-mail-eu", "stream-analytics": "clicks-eu" },
  },
};
