import "server-only";
import { hostName, isLoopbackName } from "@/lib/access/loopback";
import { isOfAnotherSite, isOwnRequest, withoutConsent } from "@/lib/access/own-request";
import { weightOf } from "@/lib/access/token-rule";
import type { AccessSettings } from "@/lib/config/access-settings";
import { answersAnyHost } from "@/lib/server/access/any-host";
import type { Connection } from "@/lib/server/access/connection";
import type { Refusal } from "@/lib/server/access/guarded-answer";
import { refusedForMs } from "@/lib/server/access/rate-limiter";
import {
  exposed,
  foreignRequest,
  noSession,
  notAllowed,
  notThroughProxy,
  tooMany,
  unknownHost,
} from "@/lib/server/access/refusals";
import { visitorOf } from "@/lib/server/access/visitor";

/** Whatever else is not there shows the frame of every page, with names of accounts in it. */
const waysInAndOut: ReadonlySet<string> = new Set([
  "/auth/sign-in",
  "/auth/callback",
  "/auth/sign-out",
  "/auth/signed-out",
]);

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly headers: Headers;
  readonly connection: Connection;
  /** A browser that goes to a page: it can be sent elsewhere and can show one. */
  readonly isNavigation: boolean;
}

export type Verdict =
  | { readonly pass: true; readonly viewer: string | null; readonly setCookie: string | null }
  | { readonly pass: false; readonly refusal: Refusal }
  /** Go there instead, a path with its query: sign in first, and come back to where you wanted to go. */
  | { readonly pass: false; readonly goTo: string };

/** Decides about every request but those for the app's own files. Each check stands for itself and comes before it costs. */
export async function guard(asked: Asked, settings: AccessSettings, nowMs: number): Promise<Verdict> {
  const { method, path, headers, connection } = asked;
  const isProbe = path === "/api/health";
  if (settings.mode === "loopback" && !connection.listensOnLoopback) return no(exposed);
  // Those who watch over the process know it by any address.
  if (!isProbe && !isKnownHost(headers.get("host"), settings)) return no(unknownHost);
  const sender = {
    method,
    secFetchSite: headers.get("sec-fetch-site"),
    opensPage: opensPage(asked),
    origin: headers.get("origin"),
    host: headers.get("host"),
    ownOrigin: settings.origin,
  };
  if (!isOwnRequest(sender)) return no(foreignRequest);
  if (isProbe) return { pass: true, viewer: null, setCookie: null };

  const visitor = await visitorOf(headers, settings, nowMs);
  const viewer = visitor.known === "person" ? visitor.name : null;
  // Signing in and out is for those who are not, or may not.
  const isOpen = settings.oidc !== null && waysInAndOut.has(path);
  if (!isOpen && visitor.known === "stranger") return stranger(asked, settings);
  if (!isOpen && visitor.known === "person" && visitor.role === "none")
    return no(notAllowed(settings, visitor.name));
  // Whoever follows a link of another site has agreed to nothing: the page asks.
  const unasked = isOfAnotherSite(sender.secFetchSite) ? withoutConsent(asked.query) : null;
  if (unasked !== null) return { pass: false, goTo: `${path}${unasked}` };

  if (settings.costlyPerMinute !== null) {
    const who = visitor.known === "person" ? visitor.id : connection.remoteAddress;
    const waitMs = refusedForMs(who, weightOf(path), settings.costlyPerMinute, nowMs);
    if (waitMs !== null) return no(tooMany(waitMs, `${path.replace(/^\/+/, "/")}${asked.query}`));
  }
  return { pass: true, viewer, setCookie: visitor.known === "person" && !isOpen ? visitor.setCookie : null };
}

/** Not in a frame, and not ahead of time. Browsers that tell the site tell these too. */
function opensPage({ path, headers }: Asked): boolean {
  const isWhole =
    headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
  return isWhole && !headers.has("sec-purpose") && !path.startsWith("/api/");
}

function no(refusal: Refusal): Verdict {
  return { pass: false, refusal };
}

function stranger({ method, path, query, isNavigation }: Asked, settings: AccessSettings): Verdict {
  if (settings.proxy) return no(notThroughProxy);
  if (!isNavigation || method !== "GET") return no(noSession);
  return { pass: false, goTo: `/auth/sign-in?${new URLSearchParams({ to: `${path}${query}` })}` };
}

function isKnownHost(header: string | null, settings: AccessSettings): boolean {
  const { allowedHosts, origin } = settings;
  const name = hostName(header);
  if (name === null) return false;
  if (answersAnyHost(settings)) return true;
  return (
    isLoopbackName(name) ||
    allowedHosts.includes(name) ||
    (origin !== null && new URL(origin).hostname === name)
  );
}
