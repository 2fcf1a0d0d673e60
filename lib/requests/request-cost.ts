/** Prices that the cost of one request needs, US dollars. */
export interface RequestPrices {
  /** Day on which they were read. */
  readonly asOf: string;
  readonly source: string;
  /** What a reader must know of the prices: no list of this region, others borrowed. */
  readonly notices: readonly string[];
  readonly region: string;
  readonly lambdaRequestUsd: number;
  /** Of the first tier, per GB-second. */
  readonly gbSecondUsd: { readonly x86_64: number; readonly arm64: number };
  /** Of the first tier, per request. */
  readonly gatewayRequestUsd: { readonly REST: number; readonly HTTP: number };
}

export interface CostedInvocation {
  readonly label: string;
  readonly billedMs: number | null;
  readonly memoryMb: number | null;
  readonly architecture: string | null;
}

export interface CostPart {
  readonly label: string;
  readonly detail: string;
  readonly usd: number;
}

export interface RequestCost {
  readonly usd: number;
  readonly parts: readonly CostPart[];
  /** Invocations whose billed duration or memory is not logged: they cost more than is said here. */
  readonly unknown: readonly string[];
  readonly pricesAsOf: string;
  readonly region: string;
  readonly source: string;
  readonly notices: readonly string[];
}

/**
 * What the request cost at list prices of the first tier. Billed duration holds the init since August 2025.
 * `memory ÷ 1024 × billed ms ÷ 1000` GB-seconds.
 * Not included: provisioned concurrency, log ingestion, traces, data transfer, what the code calls, free allowances.
 */
export function requestCost(
  invocations: readonly CostedInvocation[],
  gateways: readonly ("REST" | "HTTP")[],
  prices: RequestPrices,
): RequestCost {
  const parts: CostPart[] = [];
  const unknown: string[] = [];
  for (const { label, billedMs, memoryMb, architecture } of invocations) {
    if (billedMs === null || memoryMb === null) {
      unknown.push(label);
      continue;
    }
    const gbSeconds = (memoryMb / 1024) * (billedMs / 1000);
    const price = architecture === "arm64" ? prices.gbSecondUsd.arm64 : prices.gbSecondUsd.x86_64;
    parts.push({
      label,
      detail: `${billedMs.toLocaleString("en")} ms × ${memoryMb.toLocaleString("en")} MB, ${architecture ?? "x86_64 assumed"}`,
      usd: gbSeconds * price,
    });
  }
  if (invocations.length > 0) {
    parts.push({
      label: "Lambda requests",
      detail: `${invocations.length} × ${prices.lambdaRequestUsd * 1e6} USD per million`,
      usd: invocations.length * prices.lambdaRequestUsd,
    });
  }
  for (const kind of gateways) {
    const usd = prices.gatewayRequestUsd[kind];
    parts.push({
      label: `API Gateway, ${kind} API`,
      detail: `${(usd * 1e6).toFixed(2)} USD per million`,
      usd,
    });
  }
  return {
    usd: parts.reduce((sum, part) => sum + part.usd, 0),
    parts,
    unknown,
    pricesAsOf: prices.asOf,
    region: prices.region,
    source: prices.source,
    notices: prices.notices,
  };
}
