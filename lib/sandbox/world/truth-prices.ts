/**
 * What AWS charges, in US dollars without tax: the sandbox's own figures, kept apart from the product's price lists
 * so that an error there cannot cancel out. First tiers only: no window of a simulated shop leaves them.
 */
export interface Price {
  readonly usd: number;
  /** False: no source for this region; derived from the first region's ratio. */
  readonly verified: boolean;
}

export interface RegionPrices {
  readonly lambdaPerMillionRequests: Price;
  readonly lambdaX86GbSecond: Price;
  readonly lambdaArmGbSecond: Price;
  readonly provisionedX86GbSecond: Price;
  readonly provisionedArmGbSecond: Price;
  readonly whileProvisionedX86GbSecond: Price;
  readonly whileProvisionedArmGbSecond: Price;
  readonly ephemeralGbSecond: Price;
  readonly restPerMillion: Price;
  readonly httpPerMillion: Price;
  /** By size of the cache in GB. */
  readonly restCacheHour: Readonly<Record<string, Price>>;
  readonly logsPerGb: Price;
  readonly xrayPerMillionTraces: Price;
}

const sure = (usd: number): Price => ({ usd, verified: true });
const guess = (usd: number): Price => ({ usd, verified: false });

/** Lambda lists of 2026-09-19 and 2026-10-01, API Gateway 2026-09-21, CloudWatch 2026-09-22. */
export const PRICES_AS_OF = "2026-10-02";

export const prices: Readonly<Record<string, RegionPrices>> = {
  "us-east-1": {
    lambdaPerMillionRequests: sure(0.2),
    lambdaX86GbSecond: sure(0.0000166667),
    lambdaArmGbSecond: sure(0.0000133334),
    provisionedX86GbSecond: sure(0.0000041667),
    provisionedArmGbSecond: sure(0.0000033334),
    whileProvisionedX86GbSecond: sure(0.0000097222),
    whileProvisionedArmGbSecond: sure(0.0000077778),
    ephemeralGbSecond: sure(0.0000000309),
    restPerMillion: sure(3.5),
    httpPerMillion: sure(1),
    restCacheHour: { "0.5": sure(0.02), "1.6": guess(0.038), "6.1": guess(0.2) },
    logsPerGb: sure(0.5),
    xrayPerMillionTraces: sure(5),
  },
  "eu-west-1": {
    lambdaPerMillionRequests: sure(0.2),
    lambdaX86GbSecond: sure(0.0000166667),
    lambdaArmGbSecond: sure(0.0000133334),
    provisionedX86GbSecond: sure(0.000004646),
    provisionedArmGbSecond: guess(0.0000037168),
    whileProvisionedX86GbSecond: sure(0.0000108407),
    whileProvisionedArmGbSecond: guess(0.0000086726),
    ephemeralGbSecond: sure(0.000000034),
    restPerMillion: sure(3.5),
    httpPerMillion: sure(1.11),
    restCacheHour: { "0.5": guess(0.02) },
    logsPerGb: sure(0.57),
    xrayPerMillionTraces: guess(5),
  },
};
