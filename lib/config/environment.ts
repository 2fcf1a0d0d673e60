import "server-only";
import { z } from "zod";

/** What the process was told from outside. Read once; a mistake is reported in full at the first use. */
export interface Environment {
  /** `AWS_REGION`, else `AWS_DEFAULT_REGION`, else null: the profile may still name one. */
  readonly defaultRegion: string | null;
  /** What the region picker offers, in the order given. Never empty. */
  readonly regions: readonly string[];
  readonly profile: string | null;
  /** null: AWS itself. */
  readonly endpointUrl: string | null;
  readonly cacheBytes: number;
  /** JSON file with prices of the user's own; null: AWS's list prices. */
  readonly pricesFile: string | null;
}

/** The message names every wrong variable and a right example. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
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

const region = z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, "must be a region such as eu-central-1");

const httpUrl = z.string().refine(isHttpUrl, "must be a URL such as http://127.0.0.1:4700");

const schema = z.object({
  AWS_REGION: region.optional(),
  AWS_DEFAULT_REGION: region.optional(),
  AWS_PROFILE: z.string().optional(),
  AWS_ENDPOINT_URL: httpUrl.optional(),
  LAMBDASCOPE_REGIONS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((name) => name !== ""))
    .pipe(z.array(region).min(1, "must be a list such as eu-central-1,us-east-1"))
    .optional(),
  LAMBDASCOPE_CACHE_MB: z.coerce
    .number("must be a number of megabytes between 1 and 4096, such as 64")
    .min(1, "must be at least 1 (megabyte)")
    .max(4096, "must be at most 4096 (megabytes)")
    .default(64),
  LAMBDASCOPE_PRICES: z.string().optional(),
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
    cacheBytes: variables.LAMBDASCOPE_CACHE_MB * 1024 * 1024,
    pricesFile: variables.LAMBDASCOPE_PRICES ?? null,
  };
}

/** A region outside the curated list (GovCloud, China, a new one) must still be on offer. */
function withFirst(first: string | null, others: readonly string[]): readonly string[] {
  return first === null || others.includes(first) ? others : [first, ...others];
}

function isHttpUrl(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function explain(error: z.ZodError, source: Readonly<Record<string, unknown>>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "");
    return `  ${name}=${String(source[name] ?? "")} ${issue.message}`;
  });
  return `These environment variables are wrong:\n${lines.join("\n")}\nSet them right, or unset them, and start again.`;
}
