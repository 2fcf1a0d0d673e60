import { BadParameter, BadParameters, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

export const architectures = ["x86_64", "arm64"] as const;
export const estimateApis = ["none", "REST", "HTTP"] as const;

/** What a URL asks to be estimated, defaults filled in. Ranges depend on the price list and are checked with it. */
export interface CostEstimateParams {
  /** null: the dashboard's own region. */
  readonly region: string | null;
  readonly priceList: string;
  readonly architecture: (typeof architectures)[number];
  readonly memoryMb: number;
  readonly durationMs: number;
  /** One of the three is given, the others are null. */
  readonly requestsPerMonth: number | null;
  readonly concurrency: number | null;
  /** US dollars a month: as many requests as it pays for. */
  readonly budgetUsd: number | null;
  readonly initMs: number;
  readonly coldStartRate: number;
  readonly ephemeralStorageMb: number;
  readonly provisionedConcurrency: number;
  readonly api: (typeof estimateApis)[number];
  readonly logBytesPerRequest: number;
  readonly traceRate: number;
  readonly concurrencyLimit: number;
  readonly freeTier: boolean;
}

/** Account default. [D gettingstarted-limits] */
const ACCOUNT_LIMIT = 1000;

/** A shared link may carry the page's times; an estimate has none. */
const ignored = ["from", "to"];

/** Names of the fields, as in the URL. */
export const costEstimateFields = [
  "region",
  "priceList",
  "architecture",
  "memoryMb",
  "durationMs",
  "requestsPerMonth",
  "concurrency",
  "budgetUsd",
  "initMs",
  "coldStartRate",
  "ephemeralStorageMb",
  "provisionedConcurrency",
  "api",
  "logBytesPerRequest",
  "traceRate",
  "concurrencyLimit",
  "freeTier",
] as const;
export type CostEstimateField = (typeof costEstimateFields)[number];

/** @throws BadParameters with a message for each field that cannot be read */
export function parseCostEstimate(search: RawSearch): CostEstimateParams {
  const problems: BadParameter[] = [];
  const tried = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadParameter)) throw error;
      problems.push(error);
      return otherwise;
    }
  };
  const known: readonly string[] = [...costEstimateFields, ...ignored];
  for (const name of Object.keys(search).filter((name) => !known.includes(name))) {
    problems.push(
      new BadParameter(name, `There is no such field. Known are ${costEstimateFields.join(", ")}.`),
    );
  }
  const whole = (name: string, otherwise: number | null) =>
    tried(() => numberOf(search, name, otherwise, true), 0);
  const number = (name: string, otherwise: number) =>
    tried(() => numberOf(search, name, otherwise, false), 0);
  const choice = <T extends string>(name: string, choices: readonly T[], otherwise: T) =>
    tried(() => oneOf(name, choices, single(search, name) ?? otherwise), otherwise);
  const concurrency = tried(() => optionalNumber(search, "concurrency"), null);
  const params: CostEstimateParams = {
    region: tried(() => regionOf(single(search, "region")), null),
    priceList: tried(() => single(search, "priceList"), undefined) ?? "current",
    architecture: choice("architecture", architectures, "x86_64"),
    memoryMb: whole("memoryMb", null),
    durationMs: number("durationMs", Number.NaN),
    requestsPerMonth: tried(() => optionalNumber(search, "requestsPerMonth"), null),
    concurrency,
    budgetUsd: tried(() => optionalNumber(search, "budgetUsd"), null),
    initMs: number("initMs", 0),
    coldStartRate: number("coldStartRate", 0),
    ephemeralStorageMb: whole("ephemeralStorageMb", 512),
    provisionedConcurrency: whole("provisionedConcurrency", 0),
    api: choice("api", estimateApis, "none"),
    logBytesPerRequest: number("logBytesPerRequest", 0),
    traceRate: number("traceRate", 0),
    concurrencyLimit: whole("concurrencyLimit", Math.max(ACCOUNT_LIMIT, Math.ceil(concurrency ?? 0))),
    freeTier: choice("freeTier", ["off", "on"], "off") === "on",
  };
  const loads = ["requestsPerMonth", "concurrency", "budgetUsd"].filter((name) =>
    Object.hasOwn(search, name),
  );
  if (loads.length !== 1) {
    const message = "Give one of requestsPerMonth, concurrency (executions under way on average), budgetUsd.";
    problems.push(new BadParameter("requestsPerMonth", message));
  }
  if (problems.length > 0) throw new BadParameters(problems);
  return params;
}

/** The inverse; null is to be left out. */
export function costEstimateSearch(params: CostEstimateParams): Readonly<Record<string, string | null>> {
  const { region, priceList, architecture, api, freeTier, requestsPerMonth, concurrency, budgetUsd } = params;
  const unless = (value: number, usual: number) => (value === usual ? null : String(value));
  const usualLimit = Math.max(ACCOUNT_LIMIT, Math.ceil(concurrency ?? 0));
  return {
    region,
    priceList: priceList === "current" ? null : priceList,
    architecture: architecture === "x86_64" ? null : architecture,
    memoryMb: String(params.memoryMb),
    durationMs: String(params.durationMs),
    requestsPerMonth: requestsPerMonth === null ? null : String(requestsPerMonth),
    concurrency: concurrency === null ? null : String(concurrency),
    budgetUsd: budgetUsd === null ? null : String(budgetUsd),
    initMs: unless(params.initMs, 0),
    coldStartRate: unless(params.coldStartRate, 0),
    ephemeralStorageMb: unless(params.ephemeralStorageMb, 512),
    provisionedConcurrency: unless(params.provisionedConcurrency, 0),
    api: api === "none" ? null : api,
    logBytesPerRequest: unless(params.logBytesPerRequest, 0),
    traceRate: unless(params.traceRate, 0),
    concurrencyLimit: unless(params.concurrencyLimit, usualLimit),
    freeTier: freeTier ? "on" : null,
  };
}

function numberOf(search: RawSearch, name: string, otherwise: number | null, whole: boolean): number {
  const text = single(search, name);
  const value = text === undefined ? otherwise : decimal(name, text);
  if (value === null || Number.isNaN(value)) throw new BadParameter(name, "This field is needed.");
  if (value < 0) throw new BadParameter(name, `${quoteInput(text ?? "")} is negative.`);
  if (whole && !Number.isInteger(value)) {
    throw new BadParameter(name, `${quoteInput(text ?? "")} is not a whole number.`);
  }
  return value;
}

function optionalNumber(search: RawSearch, name: string): number | null {
  return single(search, name) === undefined ? null : numberOf(search, name, null, false);
}

/** Decimal notation only: Number() would also take "0x10", " " and "Infinity". */
function decimal(name: string, text: string): number {
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
  }
  throw new BadParameter(name, `${quoteInput(text)} is not a number.`);
}

function regionOf(text: string | undefined): string | null {
  if (text === undefined || /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text ?? null;
  throw new BadParameter("region", `${quoteInput(text)} is not a region such as eu-central-1.`);
}

function oneOf<T extends string>(name: string, choices: readonly T[], text: string): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new BadParameter(name, `${quoteInput(text)} is none of ${choices.join(", ")}.`);
}
