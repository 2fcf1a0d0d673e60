import "server-only";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { type DurationMs, MINUTE_MS } from "@/lib/base/time";
import type { AccountSettings } from "@/lib/config/accounts";

type Provider = ReturnType<typeof fromNodeProviderChain>;
type Credentials = Awaited<ReturnType<Provider>>;

/** A page makes many calls: without credentials all of them fail at once, not each after its own search. */
const FAILURE_KEPT_MS: DurationMs = 5_000;
const RENEWED_BEFORE_MS: DurationMs = 5 * MINUTE_MS;

interface Clocks {
  readonly now: () => DurationMs;
  /** AWS's time less this machine's: an expiry is told in AWS's. */
  readonly awsOffset: () => DurationMs;
}

/**
 * One search for all clients of an account. What ends in time is kept until shortly before, so that eight services in
 * three regions assume a role once; its end is told in this machine's time, which is what the SDK compares it with. A
 * renewal that fails leaves those that still hold.
 */
export function createCredentials(
  find: Provider,
  { now, awsOffset }: Clocks = { now: () => performance.now(), awsOffset: () => 0 },
  onFound: (keyId: string) => void = () => undefined,
): Provider {
  let failed: { readonly error: unknown; readonly atMs: DurationMs } | null = null;
  let kept: {
    readonly credentials: Credentials;
    readonly renewMs: DurationMs;
    readonly endMs: DurationMs;
  } | null = null;
  let searching: Promise<Credentials> | null = null;
  const search = async (options: Parameters<Provider>[0]): Promise<Credentials> => {
    try {
      const found = await find(options);
      failed = null;
      onFound(found.accessKeyId);
      if (found.expiration === undefined) return found;
      const expiration = new Date(found.expiration.getTime() - awsOffset());
      const leftMs = expiration.getTime() - Date.now();
      const credentials = { ...found, expiration };
      kept = { credentials, renewMs: now() + leftMs - RENEWED_BEFORE_MS, endMs: now() + leftMs };
      return credentials;
    } catch (error) {
      failed = { error, atMs: now() };
      if (kept !== null && now() < kept.endMs) return kept.credentials;
      throw error;
    } finally {
      searching = null;
    }
  };
  return async (options) => {
    if (kept !== null && now() < kept.renewMs) return kept.credentials;
    if (failed !== null && now() - failed.atMs < FAILURE_KEPT_MS) {
      if (kept !== null && now() < kept.endMs) return kept.credentials;
      throw failed.error;
    }
    searching ??= search(options);
    return searching;
  };
}

/** How STS is reached for a role. */
interface StsAccess {
  readonly requestHandler: NodeHttpHandler;
  readonly endpoint?: string;
}

/**
 * The SDK's default chain (environment, profile, SSO, container, instance role), or what the file of accounts says. A
 * profile of the file is never silently replaced by other credentials, for those may be of another account. The
 * instance role is asked once with a short wait: on a laptop nothing answers there, and a page must not hang on it.
 */
export function findCredentials(account: AccountSettings, sts: StsAccess): Provider {
  const { source: from, profile, roleArn, externalId, roleSessionName, regions } = account;
  const source =
    from === "default-chain" || profile === null
      ? fromNodeProviderChain({ timeout: 1_000, maxRetries: 0, ignoreCache: true })
      : fromIni({ profile, ignoreCache: true });
  if (roleArn === null) return source;
  return fromTemporaryCredentials({
    masterCredentials: source,
    params: {
      RoleArn: roleArn,
      RoleSessionName: roleSessionName ?? "lambdascope",
      ...(externalId === null ? {} : { ExternalId: externalId }),
    },
    clientConfig: { ...sts, ...(regions[0] === undefined ? {} : { region: regions[0] }) },
  });
}
