import type { PriceList } from "@/lib/cost/prices/price-list";
import type { Architecture } from "@/lib/cost/usage";

/** What a function that does not exist yet will do. */
export interface EstimateInput {
  readonly architecture: Architecture;
  readonly memoryMb: number;
  /** Of the handler, on average; all executions are taken to last as long. */
  readonly durationMs: number;
  readonly load:
    | { readonly kind: "requests"; readonly perMonth: number }
    /** Executions under way at every moment of the month. */
    | { readonly kind: "concurrency"; readonly average: number };
  /** Init of one cold start. */
  readonly initMs: number;
  /** Share of the requests that wait for a cold start, 0–1. */
  readonly coldStartRate: number;
  readonly ephemeralStorageMb: number;
  /** Environments kept ready all month. */
  readonly provisionedConcurrency: number;
  readonly api: "none" | "REST" | "HTTP";
  readonly logBytesPerRequest: number;
  /** Share of the requests whose trace X-Ray records, 0–1. */
  readonly traceRate: number;
  /** Executions that the account, or the function's reserved concurrency, allows at one time. */
  readonly concurrencyLimit: number;
  readonly freeTier: boolean;
}

export interface InputProblem {
  readonly field: string;
  readonly message: string;
}

/** The most that Lambda takes [D gettingstarted-limits]; of requests and concurrency, what no account ever had. */
export const limits = {
  durationMs: { min: 1, max: 900_000 },
  requestsPerMonth: { min: 1, max: 1e13 },
  concurrency: { min: 0.000001, max: 1_000_000 },
  initMs: { min: 0, max: 900_000 },
  coldStartRate: { min: 0, max: 1 },
  ephemeralStorageMb: { min: 512, max: 10_240 },
  provisionedConcurrency: { min: 0, max: 1_000_000 },
  logBytesPerRequest: { min: 0, max: 100 * 1024 * 1024 },
  traceRate: { min: 0, max: 1 },
  concurrencyLimit: { min: 1, max: 1_000_000 },
} as const;

/** Every field that the price list cannot price or Lambda would not run, with what is accepted. Empty: all is well. */
export function problemsOf(input: EstimateInput, list: PriceList): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field, message });
  const within = (field: keyof typeof limits, value: number) => {
    const { min, max } = limits[field];
    if (value >= min && value <= max) return;
    wrong(field, `${value} is not from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}.`);
  };
  const { memoryMinMb, memoryMaxMb, memoryStepMb } = list.rules;
  const { memoryMb, load } = input;
  if (!(memoryMb >= memoryMinMb && memoryMb <= memoryMaxMb) || memoryMb % memoryStepMb !== 0) {
    const range = `${memoryMinMb.toLocaleString("en")} to ${memoryMaxMb.toLocaleString("en")} MB in steps of ${memoryStepMb} MB`;
    wrong("memoryMb", `${memoryMb} is not a memory size: ${range} are accepted.`);
  }
  within("durationMs", input.durationMs);
  if (load.kind === "requests") within("requestsPerMonth", load.perMonth);
  else within("concurrency", load.average);
  within("initMs", input.initMs);
  within("coldStartRate", input.coldStartRate);
  within("ephemeralStorageMb", input.ephemeralStorageMb);
  within("provisionedConcurrency", input.provisionedConcurrency);
  within("logBytesPerRequest", input.logBytesPerRequest);
  within("traceRate", input.traceRate);
  within("concurrencyLimit", input.concurrencyLimit);
  if (input.provisionedConcurrency > input.concurrencyLimit) {
    wrong("provisionedConcurrency", `It cannot be above the limit of ${input.concurrencyLimit} executions.`);
  }
  problems.push(...unpriced(input, list));
  return problems;
}

function unpriced(input: EstimateInput, { id, prices }: PriceList): readonly InputProblem[] {
  const no = (field: string, what: string): InputProblem => ({
    field,
    message: `The price list ${id} has no price for ${what}.`,
  });
  return [
    ...(input.architecture === "arm64" && !prices["lambda-duration-arm"]
      ? [no("architecture", "arm64")]
      : []),
    ...(input.ephemeralStorageMb > 512 && !prices["lambda-ephemeral-storage"]
      ? [no("ephemeralStorageMb", "ephemeral storage above 512 MB")]
      : []),
    ...(input.provisionedConcurrency > 0 && !prices["lambda-provisioned-x86"]
      ? [no("provisionedConcurrency", "provisioned concurrency")]
      : []),
    ...(input.api !== "none" && !prices["apigateway-rest-requests"] ? [no("api", "API Gateway")] : []),
    ...(input.logBytesPerRequest > 0 && !prices["logs-lambda-ingestion"]
      ? [no("logBytesPerRequest", "logs")]
      : []),
    ...(input.traceRate > 0 && !prices["xray-traces-recorded"] ? [no("traceRate", "traces")] : []),
  ];
}
