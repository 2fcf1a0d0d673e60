import "server-only";
import { environment } from "@/lib/config/environment";

/** How one AWS account is reached. Every null means: as the SDK finds it by itself. */
export interface AccountSettings {
  /** What links, keys and pickers call it. */
  readonly name: string;
  readonly profile: string | null;
  /** Assumed with the profile's credentials, or with those of the default chain. */
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

let known: readonly AccountSettings[] | undefined;

/**
 * In the order of the picker, never empty.
 * @throws EnvironmentError
 */
export function accounts(): readonly AccountSettings[] {
  known ??= [accountOfEnvironment()];
  return known;
}

/** @throws RangeError for a name that `accounts` does not have. */
export function accountSettings(name: string): AccountSettings {
  const found = accounts().find((account) => account.name === name);
  if (found === undefined) throw new RangeError(`There is no account "${name}".`);
  return found;
}

function accountOfEnvironment(): AccountSettings {
  const { profile, endpointUrl, regions } = environment();
  return {
    name: DEFAULT_ACCOUNT,
    profile,
    roleArn: null,
    externalId: null,
    roleSessionName: null,
    endpointUrl,
    regions,
  };
}
