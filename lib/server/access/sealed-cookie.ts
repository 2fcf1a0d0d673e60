import "server-only";
import { createHash, hkdfSync } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import type { AccessSettings, OidcSettings } from "@/lib/config/access-settings";

/**
 * Data that only this app can read and write, kept by the browser: AES-256-GCM under a key from the session secret, so
 * that every instance with the same secret understands it and nothing is stored.
 */

/** What a cookie is for is part of what is sealed: none passes for the other. */
export type Purpose = "session" | "sign-in";

/**
 * `audience` names the settings that the content followed from. With another provider, client or rule of viewers,
 * cookies from before are worth nothing: whoever lost a right has lost it at once.
 */
export async function seal(
  content: Readonly<Record<string, unknown>>,
  purpose: Purpose,
  audience: string,
  [secret]: OidcSettings["sessionSecrets"],
  lifetimeMs: number,
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  return new EncryptJWT({ ...content })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: purpose })
    .setAudience(audience)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + Math.ceil(lifetimeMs / 1000))
    .encrypt(keyOf(secret));
}

/** null for what is forged, altered, expired, of another purpose or other settings, or sealed with a secret of the past. */
export async function unseal(
  text: string,
  purpose: Purpose,
  audience: string,
  secrets: OidcSettings["sessionSecrets"],
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const secret of secrets) {
    try {
      const { payload } = await jwtDecrypt(text, keyOf(secret), {
        audience,
        typ: purpose,
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: ["A256GCM"],
        clockTolerance: 60,
      });
      return payload;
    } catch {
      // Nothing that a browser sends is worth a report.
    }
  }
  return null;
}

export function audienceOf({ oidc, viewers }: AccessSettings): string {
  const told = JSON.stringify([oidc?.issuer, oidc?.clientId, viewers]);
  return createHash("sha256").update(told).digest("base64url").slice(0, 22);
}

/** Secrets are of any length and form; a key has 32 bytes. */
function keyOf(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "lambdascope", "cookies", 32));
}
