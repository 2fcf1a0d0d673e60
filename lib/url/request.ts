import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** Parameters of a request's page beside range and region. */
export interface RequestParams {
  /** Where the reader saw the id: looked at first. */
  readonly atMs: number | null;
  /** The reader agreed to a search that AWS bills. */
  readonly consent: boolean;
}

/** @throws BadParameter for a time that is none. */
export function parseRequest(search: RawSearch): RequestParams {
  const at = single(search, "at");
  if (at !== undefined && !/^\d{11,15}$/.test(at)) {
    throw new BadParameter("at", `${quoteInput(at)} is not a time in epoch milliseconds.`);
  }
  return {
    atMs: at === undefined ? null : Number(at),
    consent: ["true", "1"].includes(single(search, "consent") ?? ""),
  };
}
