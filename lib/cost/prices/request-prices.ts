/**
 * List prices of what one request costs, US dollars without tax, first tier of each. Regions differ item by item, so
 * a region without figures of its own is not scaled from another.
 */
export const requestPrices = {
  "us-east-1": {
    asOf: "2026-09-19",
    source: "https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/api-gateway/pricing/",
    region: "us-east-1",
    lambdaRequestUsd: 0.2 / 1e6,
    gbSecondUsd: { x86_64: 0.0000166667, arm64: 0.0000133334 },
    gatewayRequestUsd: { REST: 3.5 / 1e6, HTTP: 1 / 1e6 },
  },
  "eu-west-1": {
    asOf: "2026-10-01",
    source: "https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/api-gateway/pricing/",
    region: "eu-west-1",
    lambdaRequestUsd: 0.2 / 1e6,
    gbSecondUsd: { x86_64: 0.0000166667, arm64: 0.0000133334 },
    gatewayRequestUsd: { REST: 3.5 / 1e6, HTTP: 1.11 / 1e6 },
  },
} as const;

/** The region's prices, or those of us-east-1, whose `region` then says so. */
export function requestPricesOf(region: string) {
  return region === "eu-west-1" ? requestPrices["eu-west-1"] : requestPrices["us-east-1"];
}
