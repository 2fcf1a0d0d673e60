import "server-only";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { processWide } from "@/lib/aws/process-wide";

type Credentials = ReturnType<typeof fromNodeProviderChain>;

/**
 * The SDK's default chain (environment, profile, SSO, container, instance role), shared by all clients. The instance
 * role is asked once with a short wait: on a laptop nothing answers there, and a page must not hang on it.
 */
export function credentials(): Credentials {
  return processWide("credentials", () => fromNodeProviderChain({ timeout: 1_000, maxRetries: 0 }));
}
