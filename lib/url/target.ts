import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** Every account, or every region of an account. */
export const ALL = "all";

/** The page shows one target at a time and was asked for several. `choices` are those that it could show. */
export class OneAtATime extends BadParameter {
  constructor(
    readonly which: "account" | "region",
    readonly choices: readonly string[],
  ) {
    super(
      which,
      `This page shows one ${which} at a time; only the overview takes several together. Choose one: ${choices.join(", ")}.`,
    );
    this.name = "OneAtATime";
  }
}

/**
 * Reads `account`, which must be one of `known`; the first of them without it.
 * @throws BadParameter for any other, OneAtATime for several
 */
export function parseAccount(search: RawSearch, known: readonly string[]): string {
  const names = namesIn(search, "account");
  const [name] = names ?? known;
  if (name === ALL || (names !== null && names.length > 1)) throw new OneAtATime("account", known);
  if (name !== undefined && known.includes(name)) return name;
  throw unknownAccount(name ?? "", known);
}

/**
 * Reads `region`, which must be one that the picker offers.
 * @throws BadParameter for any other, OneAtATime for several
 */
export function parseRegion(search: RawSearch, known: readonly string[], fallback: string): string {
  const names = namesIn(search, "region");
  const region = names?.[0] ?? fallback;
  if (region === ALL || (names !== null && names.length > 1)) throw new OneAtATime("region", known);
  if (region === fallback || known.includes(region)) return region;
  throw unknownRegion(region, known);
}

/** `account` and `region` of a page that takes several: null means one, as given or by default. */
interface SeveralTargets {
  readonly accounts: "all" | readonly string[] | null;
  readonly regions: "all" | readonly string[] | null;
}

/** True where `account` or `region` is `all` or a list. What cannot be read at all is refused where it is read. */
export function asksForSeveral(search: RawSearch): boolean {
  return (["account", "region"] as const).some((name) => {
    const value = Object.hasOwn(search, name) ? search[name] : undefined;
    const names = typeof value === "string" ? partsOf(value) : [];
    return names.length > 1 || names[0] === ALL;
  });
}

/**
 * Reads `account` and `region` as `all` or lists with commas. A region must be one of some account.
 * @throws BadParameter
 */
export function parseTargets(
  search: RawSearch,
  knownAccounts: readonly string[],
  knownRegions: readonly string[],
): SeveralTargets {
  const read = (name: "account" | "region", known: readonly string[]) => {
    const names = namesIn(search, name);
    if (names === null) return null;
    if (names.includes(ALL)) return ALL;
    const strange = names.find((one) => !known.includes(one));
    if (strange === undefined) return names;
    throw name === "account" ? unknownAccount(strange, known) : unknownRegion(strange, known);
  };
  return { accounts: read("account", knownAccounts), regions: read("region", knownRegions) };
}

/** Without doubles; null when the parameter is not there. */
function namesIn(search: RawSearch, name: string): readonly string[] | null {
  const text = single(search, name);
  if (text === undefined) return null;
  const names = partsOf(text);
  return names.length === 0 ? null : names;
}

function partsOf(text: string): readonly string[] {
  const parts = text.split(",").map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

function unknownAccount(name: string, known: readonly string[]): BadParameter {
  return new BadParameter(
    "account",
    `${quoteInput(name)} is not an account of this dashboard. Known: ${known.join(", ")}. More can be named in the file of LAMBDASCOPE_CONFIG.`,
  );
}

function unknownRegion(name: string, known: readonly string[]): BadParameter {
  return new BadParameter(
    "region",
    `${quoteInput(name)} is not a region of this dashboard. Known: ${known.join(", ")}. More can be named in LAMBDASCOPE_REGIONS.`,
  );
}
