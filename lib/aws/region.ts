import "server-only";
import { STSClient } from "@aws-sdk/client-sts";
import { environment } from "@/lib/config/environment";

/** Region of the environment, else of the profile in `~/.aws/config` as the SDK finds it, else null. */
export async function resolveRegion(): Promise<string | null> {
  const { defaultRegion } = environment();
  if (defaultRegion !== null) return defaultRegion;
  try {
    return await new STSClient({}).config.region();
  } catch {
    // The SDK throws when no region is set anywhere.
    return null;
  }
}
