import { BadParameter } from "@/lib/url/bad-parameter";

/** Search parameters as Next gives them to a page, or as taken from a URL. */
export type RawSearch = Readonly<Record<string, string | readonly string[] | undefined>>;

const MAX_LENGTH = 2_000;

export function rawSearchFromUrl(url: URL): RawSearch {
  const raw: Record<string, string | string[]> = {};
  for (const key of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(key);
    raw[key] = all.length === 1 ? (all[0] ?? "") : all;
  }
  return raw;
}

/**
 * The one value of a parameter, trimmed; undefined when absent or empty.
 * @throws BadParameter when given twice or longer than 2,000 characters.
 */
export function single(search: RawSearch, name: string): string | undefined {
  const value = Object.hasOwn(search, name) ? search[name] : undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "string") {
    throw new BadParameter(name, `The parameter “${name}” is given ${value.length} times; give it once.`);
  }
  if (value.length > MAX_LENGTH) {
    throw new BadParameter(
      name,
      `The parameter “${name}” has ${value.length.toLocaleString("en")} characters; at most ${MAX_LENGTH.toLocaleString("en")} are read.`,
    );
  }
  return value.trim() === "" ? undefined : value.trim();
}
