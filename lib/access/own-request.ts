/** What tells where a request was made. Headers that scripts cannot set. */
export interface Sender {
  readonly method: string;
  readonly secFetchSite: string | null;
  readonly origin: string | null;
  readonly host: string | null;
  /** The app's own origin where it is configured: a proxy may change Host. */
  readonly ownOrigin: string | null;
}

/**
 * Whether a request may change anything here: it was made by a page of ours. Reading is anyone's, for nothing is
 * readable across origins; a browser that says neither where from nor which origin is not believed.
 */
export function isOwnRequest({ method, secFetchSite, origin, host, ownOrigin }: Sender): boolean {
  if (method === "GET" || method === "HEAD") return true;
  if (secFetchSite !== null && secFetchSite !== "same-origin") return false;
  if (origin === null) return secFetchSite === "same-origin";
  if (ownOrigin !== null) return origin === ownOrigin;
  return host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
