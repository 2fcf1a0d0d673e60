import "server-only";

/** Where the shared cache is and how to sign in there. */
export interface RedisSettings {
  /** Never empty. More than one: a cluster. */
  readonly nodes: readonly RedisNode[];
  /** Said to be a cluster. A single node that is not said to be one is asked. */
  readonly cluster: boolean;
  readonly tls: boolean;
  /** PEM file of the authority that signed the server's certificate; null: the system's, and NODE_EXTRA_CA_CERTS. */
  readonly caFile: string | null;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 6379;

/**
 * `redis://host`, `rediss://user:password@host:6380/1`, `redis://a:7000,b:7000,c:7000`, `redis://a:7000?cluster=true`.
 * User and password stand in the first address, percent-encoded where they hold one of `@ : / , %`.
 * @returns what is wrong, as a text that never repeats the address: it may hold a password
 */
export function parseRedisUrl(text: string, caFile: string | null): RedisSettings | string {
  const urls: URL[] = [];
  for (const part of text.split(",").map((each) => each.trim())) {
    const url = urlOf(urls[0] !== undefined && !part.includes("://") ? `${urls[0].protocol}//${part}` : part);
    if (url === null)
      return "must be an address such as redis://127.0.0.1:6379 or rediss://user:password@host:6380";
    urls.push(url);
  }
  const [first] = urls;
  if (first === undefined) return "must be an address such as redis://127.0.0.1:6379";
  if (urls.some((url) => url.protocol !== first.protocol))
    return "must use either redis: or rediss: for all nodes";
  const unknown = urls.flatMap((url) => [...url.searchParams.keys()]).find((name) => name !== "cluster");
  if (unknown !== undefined)
    return "knows one parameter, ?cluster=true; TLS is rediss:, its authority REDIS_CA";
  const database = databaseOf(first);
  if (database === null) return "must name the database by a number, such as redis://127.0.0.1:6379/1";
  const cluster = urls.length > 1 || urls.some((url) => url.searchParams.get("cluster") === "true");
  if (cluster && database !== 0) return "must not name a database: a cluster has only database 0";
  const credentials = credentialsOf(first);
  if (credentials === null) return "holds a user or password that is not percent-encoded";
  return {
    nodes: urls.map(nodeOf),
    cluster,
    tls: first.protocol === "rediss:",
    caFile,
    database,
    ...credentials,
  };
}

function urlOf(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ["redis:", "rediss:"].includes(url.protocol) && url.hostname !== "" ? url : null;
}

function nodeOf(url: URL): RedisNode {
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
  };
}

function databaseOf({ pathname }: URL): number | null {
  const digits = pathname.replace(/^\//, "");
  if (digits === "") return 0;
  return /^\d{1,5}$/.test(digits) ? Number(digits) : null;
}

function credentialsOf({ username, password }: URL): Pick<RedisSettings, "username" | "password"> | null {
  try {
    return {
      username: username === "" ? null : decodeURIComponent(username),
      password: password === "" ? null : decodeURIComponent(password),
    };
  } catch {
    return null;
  }
}
