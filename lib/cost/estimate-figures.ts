import type { Bill, BillLine } from "@/lib/cost/bill";
import { sumOf } from "@/lib/cost/sum";

/** US dollars by what they are for. The parts add up to `totalUsd`. */
export interface CostFigures {
  /** Duration, in provisioned environments too. */
  readonly computeUsd: number;
  readonly initUsd: number;
  readonly requestsUsd: number;
  /** Provisioned concurrency, used or not. */
  readonly provisionedUsd: number;
  readonly ephemeralStorageUsd: number;
  readonly apiGatewayUsd: number;
  readonly logsUsd: number;
  readonly tracesUsd: number;
  readonly totalUsd: number;
}

type Part = Exclude<keyof CostFigures, "totalUsd">;

const parts: readonly Part[] = [
  "computeUsd",
  "initUsd",
  "requestsUsd",
  "provisionedUsd",
  "ephemeralStorageUsd",
  "apiGatewayUsd",
  "logsUsd",
  "tracesUsd",
];

/** @param divisor requests to divide by, for the cost of one; 0 gives 0 */
export function figuresOf(bill: Bill, divisor = 1): CostFigures {
  const usdOf = (part: Part) => {
    const usd = sumOf(bill.lines.filter((line) => partOf(line) === part).map((line) => line.usd ?? 0));
    return divisor === 0 ? 0 : exact(usd / divisor);
  };
  const figures = {
    computeUsd: usdOf("computeUsd"),
    initUsd: usdOf("initUsd"),
    requestsUsd: usdOf("requestsUsd"),
    provisionedUsd: usdOf("provisionedUsd"),
    ephemeralStorageUsd: usdOf("ephemeralStorageUsd"),
    apiGatewayUsd: usdOf("apiGatewayUsd"),
    logsUsd: usdOf("logsUsd"),
    tracesUsd: usdOf("tracesUsd"),
  };
  return { ...figures, totalUsd: exact(sumOf(parts.map((part) => figures[part]))) };
}

/** Twelve digits: what prices of ten decimals allow, without the last bits of binary fractions. */
export function exact(usd: number): number {
  return Number(usd.toPrecision(12));
}

function partOf({ line }: BillLine): Part {
  if (line.startsWith("lambda-duration-") || line.startsWith("lambda-while-")) return "computeUsd";
  if (line.startsWith("lambda-init-")) return "initUsd";
  if (line.startsWith("lambda-provisioned-") || line.startsWith("lambda-snapstart-")) return "provisionedUsd";
  if (line === "lambda-ephemeral-storage") return "ephemeralStorageUsd";
  if (line.startsWith("apigateway-")) return "apiGatewayUsd";
  if (line.startsWith("logs-")) return "logsUsd";
  if (line.startsWith("xray-")) return "tracesUsd";
  return "requestsUsd";
}
