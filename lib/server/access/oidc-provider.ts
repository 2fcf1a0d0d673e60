import "server-only";
import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  None,
} from "openid-client";
import { HOUR_MS } from "@/lib/base/time";
import type { OidcSettings } from "@/lib/config/access-settings";
import { processWide } from "@/lib/config/process-wide";

/** What the provider says of itself is asked again after this long: its addresses may change, its keys are read anew by themselves. */
const KEPT_MS = HOUR_MS;
const TIMEOUT_S = 8;
const CLOCK_TOLERANCE_S = 30;

/** The provider as its discovery document describes it. A failure is not kept: the next sign-in asks again. */
export function provider(settings: OidcSettings): Promise<Configuration> {
  const kept = processWide(
    "identity provider",
    (): Kept => ({ issuer: "", sinceMs: 0, configuration: null }),
  );
  const now = Date.now();
  if (kept.configuration && kept.issuer === settings.issuer && now - kept.sinceMs < KEPT_MS) {
    return kept.configuration;
  }
  const asked = discover(settings);
  Object.assign(kept, { issuer: settings.issuer, sinceMs: now, configuration: asked });
  asked.catch(() => {
    if (kept.configuration === asked) kept.configuration = null;
  });
  return asked;
}

interface Kept {
  issuer: string;
  sinceMs: number;
  configuration: Promise<Configuration> | null;
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(
    url,
    clientId,
    { [clockTolerance]: CLOCK_TOLERANCE_S },
    clientSecret === null ? None() : ClientSecretBasic(clientSecret),
    {
      timeout: TIMEOUT_S,
      // The ID token's signature counts although it came over a channel of our own. Settings allow http for an issuer on
      // this machine alone.
      execute: [enableNonRepudiationChecks, ...(url.protocol === "http:" ? [allowInsecureRequests] : [])],
    },
  );
}
