import "server-only";
import { startAudit } from "@/lib/aws/audit";
import { type AccessSettings, accessSettings } from "@/lib/config/access-settings";
import { EnvironmentError } from "@/lib/config/environment";
import { watchConnections } from "@/lib/server/access/connection";

/** Before the first request: whoever asks is known by the socket, and wrong settings end the process. */
export function startAccess(): void {
  watchConnections();
  const settings = settingsOrExit();
  startAudit(settings.auditFile);
  if (settings.mode === "open") {
    console.warn("LAMBDASCOPE_AUTH=off: whoever reaches this address can read the account's logs.");
  }
}

/** A server that nobody may use is better not there: whatever starts it sees that at once. */
function settingsOrExit(): AccessSettings {
  try {
    return accessSettings();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
