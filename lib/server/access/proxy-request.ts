import "server-only";
import { contentSecurityPolicy, dataPolicy } from "@/lib/access/content-security-policy";
import { type AccessSettings, accessSettings } from "@/lib/config/access-settings";
import { EnvironmentError } from "@/lib/config/environment";
import { connectionOf, watchConnections, withoutMark } from "@/lib/server/access/connection";
import { guard } from "@/lib/server/access/guard";
import { type Refusal, refuse, transportHeaders } from "@/lib/server/access/guarded-answer";
import { newNonce } from "@/lib/server/access/nonce";
import { misconfigured, noSuchFile, starting, unreadablePath } from "@/lib/server/access/refusals";
import { isSecure } from "@/lib/server/access/session-cookie";
import { writeVisitor } from "@/lib/server/access/visitor-headers";

export type Outcome =
  | { readonly answer: Response }
  /** Go on, with these headers in place of the request's, and those added to the answer. */
  | { readonly requestHeaders: Headers; readonly answerHeaders: Headers };

/** Everything that happens to a request before any page or route of ours sees it. */
export async function proxyRequest(
  request: Request,
  development: boolean,
  settings: AccessSettings | null = readSettings(),
): Promise<Outcome> {
  watchConnections();
  const { pathname, search } = new URL(request.url);
  const isNavigation = goesToPage(request, pathname);
  const secure = settings !== null && isHttps(request.headers, settings);
  const no = (refusal: Refusal) => ({ answer: refuse(refusal, isNavigation, secure) });
  if (settings === null) return no(misconfigured);
  const connection = connectionOf(request.headers);
  if (connection === null) return no(starting);

  const asked = {
    method: request.method,
    path: pathname,
    query: search,
    headers: request.headers,
    connection,
    isNavigation,
  };
  const verdict = await guard(asked, settings, Date.now());
  if ("refusal" in verdict) return no(verdict.refusal);
  // Put together, not resolved: a path that begins with two slashes would be another host.
  if (!verdict.pass) {
    return { answer: redirect(`${settings.origin ?? new URL(request.url).origin}${verdict.goTo}`, secure) };
  }
  // Next's optimizer, which no page uses, fails with a 500 on an address that it cannot decode.
  if (pathname === "/_next/image") return no(noSuchFile);
  // Next answers a path that cannot be decoded (`/functions/%FF`) with a bare 500, before any page of ours is asked.
  if (!isDecodable(pathname)) return no(unreadablePath);

  const isData = pathname.startsWith("/api/");
  const nonce = newNonce();
  const policy = isData ? dataPolicy : contentSecurityPolicy({ nonce, development });
  const requestHeaders = new Headers(request.headers);
  withoutMark(requestHeaders);
  if (settings.proxy) requestHeaders.delete(settings.proxy.secretHeader);
  writeVisitor(requestHeaders, { viewer: verdict.viewer, path: pathname });
  // Next reads from it which nonce its scripts get, and the layout those of others.
  requestHeaders.set("content-security-policy", policy);
  requestHeaders.set("x-nonce", nonce);

  const answerHeaders = new Headers(transportHeaders(secure));
  if (!ownPolicy.has(pathname)) answerHeaders.set("content-security-policy", policy);
  if (verdict.setCookie !== null) answerHeaders.append("set-cookie", verdict.setCookie);
  return { requestHeaders, answerHeaders };
}

/** Routes that answer with a page of their own, and its policy. */
const ownPolicy: ReadonlySet<string> = new Set(["/auth/sign-in", "/auth/callback", "/auth/signed-out"]);

function readSettings(): AccessSettings | null {
  try {
    return accessSettings();
  } catch (error) {
    // Said in full when the process started.
    if (error instanceof EnvironmentError) return null;
    throw error;
  }
}

/** Scripts want JSON, and say that they are none of the browser's own moves; so does whoever asks for data. */
function goesToPage(request: Request, path: string): boolean {
  if (path.startsWith("/api/")) return false;
  const mode = request.headers.get("sec-fetch-mode");
  return mode === null || mode === "navigate";
}

function isHttps(headers: Headers, settings: AccessSettings): boolean {
  return isSecure(settings) || headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}

function redirect(to: string, secure: boolean): Response {
  return new Response(null, {
    status: 307,
    headers: { ...transportHeaders(secure), location: to, "cache-control": "no-store" },
  });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
