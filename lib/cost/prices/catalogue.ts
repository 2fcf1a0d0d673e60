/** What AWS charges for. `per`: the price is for so many units. Tiers and `upTo` count single units per month. */
export interface PriceKind {
  readonly label: string;
  readonly unit: string;
  readonly per: number;
}

const gbSeconds = (label: string): PriceKind => ({ label, unit: "GB-s", per: 1 });
const millions = (label: string, unit: string): PriceKind => ({ label, unit, per: 1_000_000 });
const gigabytes = (label: string): PriceKind => ({ label, unit: "GB", per: 1 });
const cacheHours = (sizeGb: string): PriceKind => ({
  label: `API Gateway cache of ${sizeGb} GB`,
  unit: "hours",
  per: 1,
});

export const priceKinds = {
  "lambda-requests": millions("Lambda requests", "requests"),
  "lambda-duration-x86": gbSeconds("Duration on x86_64"),
  "lambda-duration-arm": gbSeconds("Duration on arm64"),
  "lambda-while-provisioned-x86": gbSeconds("Duration in provisioned environments on x86_64"),
  "lambda-while-provisioned-arm": gbSeconds("Duration in provisioned environments on arm64"),
  "lambda-provisioned-x86": gbSeconds("Provisioned concurrency on x86_64"),
  "lambda-provisioned-arm": gbSeconds("Provisioned concurrency on arm64"),
  "lambda-ephemeral-storage": gbSeconds("Ephemeral storage above 512 MB"),
  "lambda-snapstart-cache": gbSeconds("SnapStart snapshots kept"),
  "lambda-snapstart-restore": gigabytes("SnapStart restores"),
  "lambda-streaming": gigabytes("Response streaming above 6 MB"),
  "apigateway-rest-requests": millions("REST API requests", "requests"),
  "apigateway-http-requests": millions("HTTP API requests", "requests"),
  "apigateway-cache-0.5": cacheHours("0.5"),
  "apigateway-cache-1.6": cacheHours("1.6"),
  "apigateway-cache-6.1": cacheHours("6.1"),
  "apigateway-cache-13.5": cacheHours("13.5"),
  "apigateway-cache-28.4": cacheHours("28.4"),
  "apigateway-cache-58.2": cacheHours("58.2"),
  "apigateway-cache-118": cacheHours("118"),
  "apigateway-cache-237": cacheHours("237"),
  "logs-lambda-ingestion": gigabytes("Ingestion of Lambda logs"),
  "logs-ingestion": gigabytes("Ingestion of other logs"),
  "logs-ingestion-infrequent": gigabytes("Ingestion into infrequent-access log groups"),
  "logs-storage": { label: "Storage of logs", unit: "GB-months", per: 1 },
  metrics: { label: "Custom and detailed metrics", unit: "metric-months", per: 1 },
  alarms: { label: "Alarms", unit: "alarm-months", per: 1 },
  "alarms-high-resolution": { label: "High-resolution alarms", unit: "alarm-months", per: 1 },
  "xray-traces-recorded": millions("X-Ray traces recorded", "traces"),
} as const satisfies Record<string, PriceKind>;

export type PriceKey = keyof typeof priceKinds;

export function isPriceKey(name: string): name is PriceKey {
  return Object.hasOwn(priceKinds, name);
}
