import "server-only";
import { readFileSync } from "node:fs";
import { parseAccountsFile } from "@/lib/config/accounts-file";
import { type Environment, EnvironmentError, environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";

/** How one AWS account is reached. Every null means: as the SDK finds it by itself. */
export interface AccountSettings {
  /** What links, keys and pickers call it. */
  readonly name: string;
  /**
   * Where credentials come from, those that assume the role too: the SDK's default chain, or `profile` alone, which is
   * never silently replaced by credentials that may be of another account.
   */
  readonly source: "default-chain" | "profile";
  readonly profile: string | null;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly roleSessionName: string | null;
  /** null: AWS itself. */
  readonly endpointUrl: string | null;
  /** What the region picker offers, in the order given. Never empty. */
  readonly regions: readonly string[];
}

/** The only account when no file names any. */
export const DEFAULT_ACCOUNT = "default";

/**
 * In the order of the picker, never empty. A file is read until it is right, and not again after.
 * @throws EnvironmentError
 */
export function accounts(): readonly AccountSettings[] {
  return processWide("accounts", () => readAccounts(environment()));
}

/** @throws RangeError for a name that `accounts` does not have. */
export function accountSettings(name: string): AccountSettings {
  const found = accounts().find((account) => account.name === name);
  if (found === undefined) throw new RangeError(`There is no account "${name}".`);
  return found;
}

/** What a file leaves open is as in the environment. Throws `EnvironmentError`. */
export function readAccounts(
  environment: Pick<Environment, "configFile" | "profile" | "endpointUrl" | "regions">,
): readonly AccountSettings[] {
  const { configFile, profile, endpointUrl, regions } = environment;
  const base = {
    name: DEFAULT_ACCOUNT,
    source: "default-chain",
    profile,
    roleArn: null,
    externalId: null,
    roleSessionName: null,
    endpointUrl,
    regions,
  } as const;
  if (configFile === null) return [base];
  const file = parseAccountsFile(textOf(configFile), configFile);
  return file.accounts.map((account) => ({
    ...base,
    regions: file.regions ?? regions,
    ...account,
    source: account.profile === undefined ? "default-chain" : "profile",
  }));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `The file of accounts LAMBDASCOPE_CONFIG=${path} cannot be read: ${why}`,
      "Correct LAMBDASCOPE_CONFIG, or unset it for one account, and start Lambdascope again.",
    );
  }
}
