import "server-only";

interface CookieOptions {
  readonly secure: boolean;
  /** 0 deletes it. */
  readonly maxAgeMs: number;
}

/** Value of a Set-Cookie header: out of reach of scripts, and sent along when a link from elsewhere is followed. */
export function cookieText(name: string, value: string, { secure, maxAgeMs }: CookieOptions): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${Math.floor(maxAgeMs / 1000)}`];
  return [`${name}=${value}`, ...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}

/** Cookies of a request, in the order sent; the first of a name counts. */
export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}
