import "server-only";
import { STSClient } from "@aws-sdk/client-sts";
import { environment } from "@/lib/config/environment";

let found: Promise<string | null> | undefined;

/** Region of the environment, else of the profile in `~/.aws/config` as the SDK finds it, else null. Searched once. */
export function resolveRegion(): Promise<string | null> {
  found ??= findRegion();
  return found;
}

async function findRegion(): Promise<string | null> {
  const { defaultRegion } = environment();
  if (defaultRegion !== null) return defaultRegion;
  try {
    return await new STSClient({}).config.region();
  } catch {
    // The SDK throws when no region is set anywhere.
    return null;
  }
}
