import "server-only";
import type { CallTarget } from "@/lib/aws/call-scope";
import { accountSettings, accounts } from "@/lib/config/accounts";
import { accountNames, defaultRegion } from "@/lib/server/choose-target";
import { BadParameter } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";
import { ALL, parseTargets } from "@/lib/url/target";

/** Each target is a page load of its own, and paid as one. */
const MOST_TARGETS = 100;

interface ChosenTargets {
  readonly targets: readonly CallTarget[];
  /** Accounts that do not offer any of the regions that are named. */
  readonly without: readonly string[];
}

/**
 * Every account and region that the address asks for, in the order of the file.
 * @throws BadParameter, EnvironmentError
 */
export async function chooseTargets(search: RawSearch): Promise<ChosenTargets> {
  const names = accountNames();
  const defaults = new Map(
    await Promise.all(names.map(async (name) => [name, await defaultRegion(name)] as const)),
  );
  const offered = (name: string) => {
    const { regions } = accountSettings(name);
    const usual = defaults.get(name);
    return usual === undefined || regions.includes(usual) ? regions : [usual, ...regions];
  };
  const everyRegion = [...new Set(accounts().flatMap(({ name }) => offered(name)))];
  const asked = parseTargets(search, names, everyRegion);
  const chosen = asked.accounts === ALL ? names : (asked.accounts ?? names.slice(0, 1));
  const byAccount = chosen.map((account) => {
    const own = offered(account);
    const usual = defaults.get(account);
    const regions =
      asked.regions === ALL
        ? accountSettings(account).regions
        : asked.regions === null
          ? usual === undefined
            ? []
            : [usual]
          : asked.regions.filter((region) => own.includes(region));
    return { account, regions };
  });
  const targets = byAccount.flatMap(({ account, regions }) => regions.map((region) => ({ account, region })));
  const without = byAccount.filter(({ regions }) => regions.length === 0).map(({ account }) => account);
  if (targets.length === 0) {
    throw new BadParameter("region", `None of these accounts offers this region: ${without.join(", ")}.`);
  }
  if (targets.length > MOST_TARGETS) {
    throw new BadParameter(
      asked.regions === ALL ? "region" : "account",
      `These are ${targets.length} regions of accounts; at most ${MOST_TARGETS} are read at once. Name some: region=eu-central-1,us-east-1, or list fewer under regions in the file of accounts.`,
    );
  }
  return { targets, without };
}
