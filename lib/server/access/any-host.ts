import "server-only";
import type { AccessSettings } from "@/lib/config/access-settings";

/**
 * Whether the app answers under every name. Without authentication a foreign page could point a name of its own at this
 * machine and read everything under it. With it, such a name has no cookie and no secret; names are then checked where
 * they are listed.
 */
export function answersAnyHost({ mode, allowedHosts }: AccessSettings): boolean {
  return mode !== "loopback" && mode !== "open" && allowedHosts.length === 0;
}
