import "server-only";
import { readFile } from "node:fs/promises";
import { Cluster, Redis } from "ioredis";
import { within } from "@/lib/cache/within";
import type { RedisSettings } from "@/lib/config/redis-settings";

export type RedisClient = Redis | Cluster;

/** Long enough for TLS and a cluster's list of slots; nobody waits for it. */
const CONNECT_MS = 2_000;

/** Written to see whether the server takes writes: a full or read-only one answers PING too. */
const PROBE_KEY = "lambdascope:probe";

/**
 * A client that is connected and whose server takes writes. It never connects again by itself: when it loses the server,
 * it ends, and `SharedStore` opens another. Rejects with the most telling error.
 */
export async function openRedis(settings: RedisSettings): Promise<RedisClient> {
  const tls = settings.tls ? await tlsOf(settings) : undefined;
  const options = {
    ...(settings.username === null ? {} : { username: settings.username }),
    ...(settings.password === null ? {} : { password: settings.password }),
    ...(tls === undefined ? {} : { tls }),
    db: settings.database,
    connectionName: "lambdascope",
    connectTimeout: CONNECT_MS,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    disableClientInfo: true,
    // Nothing of version 3 is used, and servers before Redis 6 speak 2 only.
    protocol: 2,
  } as const;
  const cluster = () =>
    new Cluster([...settings.nodes], {
      redisOptions: options,
      lazyConnect: true,
      enableOfflineQueue: false,
      clusterRetryStrategy: () => null,
      slotsRefreshTimeout: CONNECT_MS,
      // Certificates of managed clusters name hosts, not addresses.
      ...(settings.tls ? { dnsLookup: (address, found) => found(null, address) } : {}),
    });
  if (settings.cluster) return ready(cluster());
  const [node] = settings.nodes;
  const single = await connected(
    new Redis({ ...options, ...node, enableOfflineQueue: false, retryStrategy: () => null }),
  );
  if (!(await isCluster(single))) return ready(single);
  single.disconnect();
  return ready(cluster());
}

async function tlsOf({ caFile }: RedisSettings): Promise<{ readonly ca?: string }> {
  return caFile === null ? {} : { ca: await readFile(caFile, "utf8") };
}

async function connected<Client extends RedisClient>(client: Client): Promise<Client> {
  let told: unknown;
  // Without a listener Node takes an error event for an uncaught exception.
  client.on("error", (error: unknown) => {
    told = error;
  });
  try {
    await within(client.connect(), CONNECT_MS);
    return client;
  } catch (error) {
    client.disconnect();
    throw told ?? error;
  }
}

async function ready<Client extends RedisClient>(client: Client): Promise<Client> {
  if (client.status !== "ready") await connected(client);
  try {
    await within(client.set(PROBE_KEY, "1", "PX", 1_000), CONNECT_MS);
    return client;
  } catch (error) {
    client.disconnect();
    throw error;
  }
}

/** A user who may not ask is taken to be on a single server. */
async function isCluster(client: Redis): Promise<boolean> {
  const info = await within(client.info("cluster"), CONNECT_MS).catch(() => "");
  return /^cluster_enabled:1/m.test(info);
}
