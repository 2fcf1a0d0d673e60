import "server-only";
import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from "openid-client";
import type { Session } from "@/lib/access/session";
import { type Claims, claimsOf, isUncheckedAddress, roleOf } from "@/lib/access/viewer-role";
import { type AccessSettings, accessSettings } from "@/lib/config/access-settings";
import { noticePage } from "@/lib/server/access/guarded-answer";
import {
  missingPage,
  providerDown,
  refusedByProvider,
  signInFailed,
  signInForgotten,
} from "@/lib/server/access/notices";
import { provider } from "@/lib/server/access/oidc-provider";
import { isSecure, sessionCookie } from "@/lib/server/access/session-cookie";
import { reasonOf, redirectUri } from "@/lib/server/access/sign-in";
import { endedAttemptCookie, readAttempt, type SignInAttempt } from "@/lib/server/access/sign-in-cookie";

/** The provider sent the browser back: `GET /auth/callback?code=…&state=…`. Ends with a session, or says why there is none. */
export async function answerCallback(
  request: Request,
  settings: AccessSettings = accessSettings(),
): Promise<Response> {
  const secure = isSecure(settings);
  if (!settings.oidc) return noticePage(missingPage, 404, secure);
  const { searchParams, search } = new URL(request.url);
  const state = searchParams.get("state") ?? "";
  const attempt = await readAttempt(state, request.headers, settings);
  // Also the answer to whoever was lured here with a code of someone else.
  if (!attempt) return noticePage(signInForgotten, 400, secure);
  const ended = { "set-cookie": endedAttemptCookie(state, settings) };
  try {
    const configuration = await provider(settings.oidc);
    // Behind a proxy the request's own address is another than the one that the provider was told.
    const session = await redeem(
      configuration,
      new URL(`${redirectUri(settings)}${search}`),
      attempt,
      settings,
    );
    const answer = new Response(null, {
      status: 303,
      headers: {
        ...ended,
        location: new URL(attempt.to, settings.origin ?? request.url).href,
        "cache-control": "no-store",
      },
    });
    answer.headers.append("set-cookie", await sessionCookie(session, settings, session.seenMs));
    return answer;
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      return noticePage(refusedByProvider(error.error, attempt.to), 403, secure, ended);
    }
    console.error(`Sign-in: ${settings.oidc.issuer}: ${reasonOf(error)}`);
    const notice = isUnreachable(error)
      ? providerDown(settings.oidc.issuer, attempt.to)
      : signInFailed(attempt.to);
    return noticePage(notice, 502, secure, ended);
  }
}

/** Exchanges the code. The library checks state, issuer, audience, nonce, times, PKCE and the ID token's signature. */
async function redeem(
  configuration: Configuration,
  url: URL,
  { state, nonce, verifier }: SignInAttempt,
  settings: AccessSettings,
): Promise<Session> {
  const tokens = await authorizationCodeGrant(configuration, url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const idToken = tokens.claims();
  if (idToken === undefined) throw new Error("The provider gave no ID token.");
  const claims = await withUserInfo(configuration, tokens, claimsOf(idToken), idToken.sub, settings);
  const nowMs = Date.now();
  return {
    subject: idToken.sub,
    name: nameOf(claims, idToken.sub),
    role: roleOf(claims, settings.viewers),
    signedInMs: nowMs,
    seenMs: nowMs,
  };
}

/** Some providers keep groups and addresses out of the ID token; they are asked for only where a rule needs one. */
async function withUserInfo(
  configuration: Configuration,
  tokens: TokenEndpointResponse & TokenEndpointResponseHelpers,
  claims: Claims,
  subject: string,
  { viewers }: AccessSettings,
): Promise<Claims> {
  const missing = viewers.some(({ claim }) => claim !== "*" && !claims.has(claim));
  if (!missing || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
  const told = await fetchUserInfo(configuration, tokens.access_token, subject);
  return new Map([...claimsOf(told), ...claims]);
}

const MAX_NAME = 100;

/**
 * What the audit will say: an address that the provider has checked, or what people call themselves together with what they
 * cannot choose, for anyone may write somebody else's name into a profile.
 */
function nameOf(claims: Claims, subject: string): string {
  const texts = ["email", "preferred_username", "name"].map((claim) => {
    const value = claim === "email" && isUncheckedAddress(claims) ? null : claims.get(claim);
    return typeof value === "string" ? value.trim().slice(0, MAX_NAME) : "";
  });
  const [email] = texts;
  const called = texts.find((text) => text !== "");
  if (email) return email;
  return called === undefined ? subject : `${called} (${subject})`;
}

/** A network that does not answer is told apart from an answer that does not hold. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const text = `${error.name} ${error.message}`;
  return /fetch failed|timeout|TimeoutError|ECONN|ENOTFOUND/i.test(text) || isUnreachable(error.cause);
}
