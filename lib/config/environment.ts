import "server-only";
import { z } from "zod";
import { parseRedisUrl, type RedisSettings } from "@/lib/config/redis-settings";
import { httpUrlValue, regionValue } from "@/lib/config/value-schemas";

/** What the process was told from outside. Read once; a mistake is reported in full at the first use. */
export interface Environment {
  /** `AWS_REGION`, else `AWS_DEFAULT_REGION`, else null: the profile may still name one. */
  readonly defaultRegion: string | null;
  /** What the region picker offers, in the order given. Never empty. */
  readonly regions: readonly string[];
  readonly profile: string | null;
  /** null: AWS itself. */
  readonly endpointUrl: string | null;
  /** YAML or JSON file of several accounts (lib/config/accounts.ts); null: one account, as the SDK finds it. */
  readonly configFile: string | null;
  readonly cacheBytes: number;
  /** The cache that several instances share; null: each on its own. */
  readonly redis: RedisSettings | null;
  /** False keeps what logs say out of the shared cache. */
  readonly redisLogs: boolean;
  /** JSON file with prices of the user's own; null: AWS's list prices. */
  readonly pricesFile: string | null;
  /** US dollars of billed AWS calls per day in UTC; null: no limit. */
  readonly budgetUsdPerDay: number | null;
  /** What may cost more than this is asked about first, US dollars. */
  readonly askAboveUsd: number;
}

/** The message names every wrong variable and a right example. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";

  constructor(
    message: string,
    readonly nextStep = "Correct the environment variables and start Lambdascope again.",
  ) {
    super(message);
  }
}

/** Commercial regions enabled by default in every account, then the opt-in ones in common use. */
const commercialRegions: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ca-central-1",
  "sa-east-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-central-1",
  "eu-north-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-south-1",
  "eu-central-2",
  "ap-east-1",
  "af-south-1",
  "me-south-1",
  "me-central-1",
  "il-central-1",
];

const dollars = z.coerce
  .number("must be a number of US dollars, such as 0.50")
  .min(0, "must not be negative (US dollars)")
  .max(100_000, "must be at most 100000 (US dollars)");

const schema = z.object({
  AWS_REGION: regionValue.optional(),
  AWS_DEFAULT_REGION: regionValue.optional(),
  AWS_PROFILE: z.string().optional(),
  AWS_ENDPOINT_URL: httpUrlValue.optional(),
  LAMBDASCOPE_CONFIG: z.string().optional(),
  LAMBDASCOPE_REGIONS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((name) => name !== ""))
    .pipe(z.array(regionValue).min(1, "must be a list such as eu-central-1,us-east-1"))
    .optional(),
  LAMBDASCOPE_CACHE_MB: z.coerce
    .number("must be a number of megabytes between 1 and 4096, such as 64")
    .min(1, "must be at least 1 (megabyte)")
    .max(4096, "must be at most 4096 (megabytes)")
    .default(64),
  REDIS_URL: z
    .string()
    .superRefine((text, context) => {
      const parsed = parseRedisUrl(text, null);
      if (typeof parsed === "string") context.addIssue({ code: "custom", message: parsed });
    })
    .optional(),
  REDIS_CA: z.string().optional(),
  LAMBDASCOPE_REDIS_LOGS: z.enum(["on", "off"], "must be on or off").default("on"),
  LAMBDASCOPE_PRICES: z.string().optional(),
  LAMBDASCOPE_BUDGET_USD_PER_DAY: dollars.optional(),
  LAMBDASCOPE_ASK_ABOVE_USD: dollars.default(0.25),
});

let parsed: Environment | undefined;

/** Throws `EnvironmentError`. */
export function environment(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

/** An empty variable counts as absent, as it does for the AWS SDK. Throws `EnvironmentError`. */
export function parseEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const result = schema.safeParse(present);
  if (!result.success) throw new EnvironmentError(explain(result.error, present));
  const variables = result.data;
  const defaultRegion = variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION ?? null;
  return {
    defaultRegion,
    regions: variables.LAMBDASCOPE_REGIONS ?? withFirst(defaultRegion, commercialRegions),
    profile: variables.AWS_PROFILE ?? null,
    endpointUrl: variables.AWS_ENDPOINT_URL ?? null,
    configFile: variables.LAMBDASCOPE_CONFIG ?? null,
    cacheBytes: variables.LAMBDASCOPE_CACHE_MB * 1024 * 1024,
    redis: redisSettings(variables.REDIS_URL, variables.REDIS_CA),
    redisLogs: variables.LAMBDASCOPE_REDIS_LOGS === "on",
    pricesFile: variables.LAMBDASCOPE_PRICES ?? null,
    budgetUsdPerDay: variables.LAMBDASCOPE_BUDGET_USD_PER_DAY ?? null,
    askAboveUsd: variables.LAMBDASCOPE_ASK_ABOVE_USD,
  };
}

/** The schema has refused what cannot be read. */
function redisSettings(url: string | undefined, caFile: string | undefined): RedisSettings | null {
  const settings = url === undefined ? null : parseRedisUrl(url, caFile ?? null);
  return typeof settings === "string" ? null : settings;
}

/** A region outside the curated list (GovCloud, China, a new one) must still be on offer. */
function withFirst(first: string | null, others: readonly string[]): readonly string[] {
  return first === null || others.includes(first) ? others : [first, ...others];
}

/** Never repeated in a message. */
const secretVariables: ReadonlySet<string> = new Set(["REDIS_URL"]);

function explain(error: z.ZodError, source: Readonly<Record<string, unknown>>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "");
    const value = secretVariables.has(name) ? "…" : String(source[name] ?? "");
    return `  ${name}=${value} ${issue.message}`;
  });
  return `These environment variables are wrong:\n${lines.join("\n")}\nSet them right, or unset them, and start again.`;
}
