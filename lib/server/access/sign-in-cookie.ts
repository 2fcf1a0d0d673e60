import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { MINUTE_MS } from "@/lib/base/time";
import type { AccessSettings } from "@/lib/config/access-settings";
import { cookieText, readCookies } from "@/lib/server/access/cookie-text";
import { audienceOf, seal, unseal } from "@/lib/server/access/sealed-cookie";
import { isSecure } from "@/lib/server/access/session-cookie";

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

/** A sign-in that was begun: what the provider's answer must fit, and where to go then. */
export type SignInAttempt = z.infer<typeof attemptSchema>;

const LIFETIME_MS = 10 * MINUTE_MS;
/** Tabs that sign in at once. Browsers send all of them along, and servers take only so much. */
const MOST_ATTEMPTS = 4;

/** Set-Cookie values: the new attempt, each in a cookie of its own so that tabs do not disturb one another; the oldest go. */
export async function beginAttempt(
  attempt: SignInAttempt,
  headers: Headers,
  settings: AccessSettings,
): Promise<readonly string[]> {
  if (!settings.oidc) throw new Error("Only OpenID Connect has sign-ins.");
  const secure = isSecure(settings);
  const value = await seal(
    attempt,
    "sign-in",
    audienceOf(settings),
    settings.oidc.sessionSecrets,
    LIFETIME_MS,
  );
  const others = [...readCookies(headers.get("cookie")).keys()].filter((name) =>
    name.startsWith(prefixOf(settings)),
  );
  const leaving = others.slice(0, Math.max(0, others.length - MOST_ATTEMPTS + 1));
  return [
    ...leaving.map((name) => cookieText(name, "", { secure, maxAgeMs: 0 })),
    cookieText(nameOf(attempt.state, settings), value, { secure, maxAgeMs: LIFETIME_MS }),
  ];
}

/** The attempt that this browser began with that state; null: another browser did, or too long ago. */
export async function readAttempt(
  state: string,
  headers: Headers,
  settings: AccessSettings,
): Promise<SignInAttempt | null> {
  const sealed = readCookies(headers.get("cookie")).get(nameOf(state, settings));
  if (sealed === undefined || !settings.oidc) return null;
  const content = await unseal(sealed, "sign-in", audienceOf(settings), settings.oidc.sessionSecrets);
  const parsed = attemptSchema.safeParse(content);
  return parsed.success && parsed.data.state === state ? parsed.data : null;
}

/** An attempt serves once. */
export function endedAttemptCookie(state: string, settings: AccessSettings): string {
  return cookieText(nameOf(state, settings), "", { secure: isSecure(settings), maxAgeMs: 0 });
}

function prefixOf(settings: AccessSettings): string {
  return isSecure(settings) ? "__Host-lambdascope-in-" : "lambdascope-in-";
}

/** The state is the provider's to echo and may be anything by then: hashed, it is fit for a name. */
function nameOf(state: string, settings: AccessSettings): string {
  return prefixOf(settings) + createHash("sha256").update(state).digest("hex").slice(0, 12);
}
