import "server-only";
import { z } from "zod";
import { isAlive, SESSION_MS, type Session } from "@/lib/access/session";
import type { AccessSettings } from "@/lib/config/access-settings";
import { cookieText } from "@/lib/server/access/cookie-text";
import { audienceOf, seal, unseal } from "@/lib/server/access/sealed-cookie";

const sessionSchema = z.object({
  subject: z.string(),
  name: z.string(),
  role: z.enum(["viewer", "none"]),
  signedInMs: z.number(),
  seenMs: z.number(),
});

/** The prefix makes browsers refuse it from other hosts, from http and under other paths. It needs https. */
export function sessionCookieName(settings: AccessSettings): string {
  return isSecure(settings) ? "__Host-lambdascope" : "lambdascope";
}

export function isSecure({ origin }: AccessSettings): boolean {
  return origin?.startsWith("https:") ?? false;
}

/** null: nobody is signed in, or no longer. */
export async function readSession(
  cookie: string | undefined,
  settings: AccessSettings,
  nowMs: number,
): Promise<Session | null> {
  if (cookie === undefined || !settings.oidc) return null;
  const content = await unseal(cookie, "session", audienceOf(settings), settings.oidc.sessionSecrets);
  const parsed = sessionSchema.safeParse(content);
  return parsed.success && isAlive(parsed.data, nowMs) ? parsed.data : null;
}

/** Value of a Set-Cookie header. It outlives nothing: the browser drops it when the session is over at the latest. */
export async function sessionCookie(
  session: Session,
  settings: AccessSettings,
  nowMs: number,
): Promise<string> {
  if (!settings.oidc) throw new Error("Only OpenID Connect has sessions.");
  const leftMs = Math.max(0, session.signedInMs + SESSION_MS - nowMs);
  const { sessionSecrets } = settings.oidc;
  const value = await seal({ ...session }, "session", audienceOf(settings), sessionSecrets, leftMs);
  return cookieText(sessionCookieName(settings), value, { secure: isSecure(settings), maxAgeMs: leftMs });
}

export function endedSessionCookie(settings: AccessSettings): string {
  return cookieText(sessionCookieName(settings), "", { secure: isSecure(settings), maxAgeMs: 0 });
}
