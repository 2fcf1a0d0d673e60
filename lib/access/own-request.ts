/** What tells where a request was made. Headers that scripts cannot set. */
export interface Sender {
  readonly method: string;
  readonly secFetchSite: string | null;
  /** A browser goes to a page as a whole, as it does for a link: not to a part of another page, nor to data. */
  readonly opensPage: boolean;
  readonly origin: string | null;
  readonly host: string | null;
  /** The app's own origin where it is configured: a proxy may change Host. */
  readonly ownOrigin: string | null;
}

/**
 * Whether a request is answered. Changing anything is for pages of ours: a browser that says neither where from nor which
 * origin is not believed. Another site may link to our pages and ask for nothing else. It could not read the answer, but
 * asking can cost: `<img src="http://127.0.0.1:3000/api/logs/summary?consent=true…">`.
 */
export function isOwnRequest(sender: Sender): boolean {
  const { method, secFetchSite, opensPage, origin, host, ownOrigin } = sender;
  if (method === "GET" || method === "HEAD") return opensPage || !isOfAnotherSite(secFetchSite);
  if (secFetchSite !== null && secFetchSite !== "same-origin") return false;
  if (origin === null) return secFetchSite === "same-origin";
  if (ownOrigin !== null) return origin === ownOrigin;
  return host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/** `none` is a person: an address typed, a bookmark, a link in another program. null: no browser, or one before 2023. */
export function isOfAnotherSite(secFetchSite: string | null): boolean {
  return secFetchSite !== null && secFetchSite !== "same-origin" && secFetchSite !== "none";
}

/** The query without the reader's consent to what costs; null: there is none in it. */
export function withoutConsent(query: string): string | null {
  const search = new URLSearchParams(query);
  if (!search.has("consent")) return null;
  search.delete("consent");
  return search.size === 0 ? "" : `?${search}`;
}
