import "server-only";
import type { CallTarget } from "@/lib/aws/call-scope";
import { resolveRegion } from "@/lib/aws/region";
import { accountSettings, accounts } from "@/lib/config/accounts";
import { environment } from "@/lib/config/environment";
import type { RawSearch } from "@/lib/url/search";
import { parseAccount, parseRegion } from "@/lib/url/target";

const NO_REGION = "us-east-1";

interface ChosenTarget extends CallTarget {
  /** What the region picker offers for the account. */
  readonly regions: readonly string[];
}

/**
 * The one account and region that an address names.
 * @throws BadParameter, OneAtATime, EnvironmentError
 */
export async function chooseTarget(search: RawSearch): Promise<ChosenTarget> {
  const account = parseAccount(search, accountNames());
  const { regions } = accountSettings(account);
  const region = parseRegion(search, regions, await defaultRegion(account));
  return { account, region, regions: regions.includes(region) ? regions : [region, ...regions] };
}

/** In the order of the picker. Throws `EnvironmentError`. */
export function accountNames(): readonly string[] {
  return accounts().map(({ name }) => name);
}

/**
 * That of the environment or of its profile; an account of a file has it only among its own, else its first. Throws
 * `EnvironmentError`.
 */
export async function defaultRegion(account: string): Promise<string> {
  const found = (await resolveRegion()) ?? NO_REGION;
  if (environment().configFile === null) return found;
  const { regions } = accountSettings(account);
  return regions.includes(found) ? found : (regions[0] ?? found);
}
