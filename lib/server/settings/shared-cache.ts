import "server-only";
import { sharedCacheState, sharesAnswers } from "@/lib/aws/shared-cache-state";
import { accounts } from "@/lib/config/accounts";
import { buildId } from "@/lib/config/build-id";
import { environment } from "@/lib/config/environment";
import type { SharedCache } from "@/lib/model/views/shared-cache";

/** Asks nothing of AWS nor of the cache. @throws EnvironmentError */
export function readSharedCache(): SharedCache {
  const { redis, redisLogs } = environment();
  const scheme = redis?.tls ? "rediss" : "redis";
  return {
    ...sharedCacheState(),
    nodes: (redis?.nodes ?? []).map(({ host, port }) => `${scheme}://${host}:${port}`),
    encrypted: redis?.tls ?? false,
    cluster: redis?.cluster ?? false,
    logs: redisLogs,
    accounts: accounts().map(({ name }) => ({ name, shared: redis !== null && sharesAnswers(name) })),
    knowsBuild: buildId() !== null,
  };
}
