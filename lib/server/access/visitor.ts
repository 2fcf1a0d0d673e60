import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { seenAgain } from "@/lib/access/session";
import { claimsOf, roleOf } from "@/lib/access/viewer-role";
import type { AccessSettings, ProxySettings } from "@/lib/config/access-settings";
import type { Role } from "@/lib/model/access";
import { readCookies } from "@/lib/server/access/cookie-text";
import { readSession, sessionCookie, sessionCookieName } from "@/lib/server/access/session-cookie";

/** Who asks, as far as it was proved. */
export type Visitor =
  /** Nobody is asked who they are. */
  | { readonly known: "nobody" }
  | { readonly known: "stranger" }
  | {
      readonly known: "person";
      /** Who it is for the provider or the proxy, whatever they are called. */
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** To be sent with the answer: the session goes on. */
      readonly setCookie: string | null;
    };

export async function visitorOf(headers: Headers, settings: AccessSettings, nowMs: number): Promise<Visitor> {
  if (settings.oidc) return sessionOf(headers, settings, nowMs);
  if (settings.proxy) return namedByProxy(headers, settings, settings.proxy);
  return { known: "nobody" };
}

async function sessionOf(headers: Headers, settings: AccessSettings, nowMs: number): Promise<Visitor> {
  const cookie = readCookies(headers.get("cookie")).get(sessionCookieName(settings));
  const session = await readSession(cookie, settings, nowMs);
  if (!session) return { known: "stranger" };
  const renewed = seenAgain(session, nowMs);
  const setCookie = renewed ? await sessionCookie(renewed, settings, nowMs) : null;
  return { known: "person", id: session.subject, name: session.name, role: session.role, setCookie };
}

/** Whoever knows the secret is the proxy, and is believed; without it, its headers are anybody's. */
function namedByProxy(headers: Headers, settings: AccessSettings, proxy: ProxySettings): Visitor {
  const name = headers.get(proxy.userHeader)?.trim() ?? "";
  if (!sameSecret(headers.get(proxy.secretHeader) ?? "", proxy.secret) || name === "") {
    return { known: "stranger" };
  }
  const groups = (headers.get(proxy.groupsHeader) ?? "").split(",").map((group) => group.trim());
  const claims = claimsOf({ user: name, email: name, groups });
  const role = roleOf(claims, settings.viewers);
  return { known: "person", id: name, name: decoded(name), role, setCookie: null };
}

/** Takes as long for any wrong secret, whatever its length: hashes are compared. */
function sameSecret(given: string, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

/** Headers are bytes: what was UTF-8 arrives as Latin-1. */
function decoded(name: string): string {
  const text = Buffer.from(name, "latin1").toString("utf8");
  return text.includes("\ufffd") ? name : text;
}
