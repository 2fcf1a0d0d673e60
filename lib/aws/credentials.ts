import "server-only";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { DurationMs } from "@/lib/base/time";

type Provider = ReturnType<typeof fromNodeProviderChain>;

/** A page makes many calls: without credentials all of them fail at once, not each after its own search. */
const FAILURE_KEPT_MS: DurationMs = 5_000;

/**
 * The SDK's default chain (environment, profile, SSO, container, instance role). The instance role is asked once with
 * a short wait: on a laptop nothing answers there, and a page must not hang on it.
 */
export function createCredentials(
  find: Provider = fromNodeProviderChain({ timeout: 1_000, maxRetries: 0, ignoreCache: true }),
  now: () => DurationMs = () => performance.now(),
): Provider {
  let failed: { readonly error: unknown; readonly atMs: DurationMs } | null = null;
  return async (options) => {
    if (failed !== null && now() - failed.atMs < FAILURE_KEPT_MS) throw failed.error;
    try {
      return await find(options);
    } catch (error) {
      failed = { error, atMs: now() };
      throw error;
    }
  };
}
