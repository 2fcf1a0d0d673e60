/** Longer links lose their query: a cookie holds some 4,000 bytes, encrypted. */
const MAX_LENGTH = 2_000;

/** Any origin does: only what follows it is taken over. */
const somewhere = "http://lambdascope.invalid";

/**
 * Where to go after signing in: a page of our own, with its query. Everything else is the overview, above all what a
 * browser would take for another origin: `//evil.example`, `/\evil.example`, `https:…`, or either behind a tab.
 */
export function safeReturnPath(asked: string | null): string {
  if (asked === null || !asked.startsWith("/") || !isPlain(asked)) return "/";
  if (!URL.canParse(asked, somewhere)) return "/";
  const { origin, pathname, search } = new URL(asked, somewhere);
  // Dots are resolved by now: /auth/../x is /x, and what begins with two slashes would be a host.
  if (origin !== somewhere || pathname.startsWith("//")) return "/";
  if (/^\/(auth|api)(\/|$)/.test(pathname)) return "/";
  const path = `${pathname}${search}`;
  if (path.length <= MAX_LENGTH) return path;
  return pathname.length <= MAX_LENGTH ? pathname : "/";
}

/** No backslash, and no control character: browsers drop some of them while reading an address. */
function isPlain(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || character === "\\") return false;
  }
  return true;
}
