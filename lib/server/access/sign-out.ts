import "server-only";
import { buildEndSessionUrl } from "openid-client";
import { type AccessSettings, accessSettings } from "@/lib/config/access-settings";
import { noticePage } from "@/lib/server/access/guarded-answer";
import { missingPage, signedOut } from "@/lib/server/access/notices";
import { provider } from "@/lib/server/access/oidc-provider";
import { endedSessionCookie, isSecure } from "@/lib/server/access/session-cookie";

/** `POST /auth/sign-out`: forgets the session; only then the page says so, which a link cannot do. */
export function answerSignOut(request: Request, settings: AccessSettings = accessSettings()): Response {
  if (!settings.oidc) return noticePage(missingPage, 404, isSecure(settings));
  return new Response(null, {
    status: 303,
    headers: {
      location: new URL("/auth/signed-out", settings.origin ?? request.url).href,
      "cache-control": "no-store",
      "set-cookie": endedSessionCookie(settings),
    },
  });
}

/** `GET /auth/signed-out`. The provider's own session is ended by a link: it is not ours to end unasked. */
export async function answerSignedOut(settings: AccessSettings = accessSettings()): Promise<Response> {
  if (!settings.oidc) return noticePage(missingPage, 404, isSecure(settings));
  return noticePage(signedOut(await endSessionHref(settings)), 200, isSecure(settings));
}

async function endSessionHref(settings: AccessSettings): Promise<string | null> {
  if (!settings.oidc) return null;
  try {
    const configuration = await provider(settings.oidc);
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${settings.origin}/auth/signed-out`,
    }).href;
  } catch {
    return null;
  }
}
