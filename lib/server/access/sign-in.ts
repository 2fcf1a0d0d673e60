import "server-only";
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { safeReturnPath } from "@/lib/access/return-path";
import { type AccessSettings, accessSettings } from "@/lib/config/access-settings";
import { noticePage } from "@/lib/server/access/guarded-answer";
import { missingPage, providerDown } from "@/lib/server/access/notices";
import { provider } from "@/lib/server/access/oidc-provider";
import { isSecure } from "@/lib/server/access/session-cookie";
import { beginAttempt } from "@/lib/server/access/sign-in-cookie";

/** Sends the browser to the provider: `GET /auth/sign-in?to=/functions/orders?from=…`. */
export async function answerSignIn(
  request: Request,
  settings: AccessSettings = accessSettings(),
): Promise<Response> {
  const secure = isSecure(settings);
  if (!settings.oidc) return noticePage(missingPage, 404, secure);
  const to = safeReturnPath(new URL(request.url).searchParams.get("to"));
  try {
    const configuration = await provider(settings.oidc);
    const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri(settings),
      scope: settings.oidc.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
    });
    const answer = new Response(null, {
      status: 303,
      headers: { location: url.href, "cache-control": "no-store" },
    });
    for (const cookie of await beginAttempt(attempt, request.headers, settings)) {
      answer.headers.append("set-cookie", cookie);
    }
    return answer;
  } catch (error) {
    console.error(`Sign-in: ${settings.oidc.issuer} cannot be asked: ${reasonOf(error)}`);
    return noticePage(providerDown(settings.oidc.issuer, to), 502, secure);
  }
}

/** The provider knows this address of ours, and only this one. */
export function redirectUri({ origin }: AccessSettings): string {
  return `${origin}/auth/callback`;
}

/** What libraries say is about the protocol and holds no secret; what caused it is of use: `ECONNREFUSED`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  const cause = error.cause instanceof Error ? `: ${reasonOf(error.cause)}` : "";
  return `${error.message}${code}${cause}`;
}
