import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";

/** Real servers on loopback for tests. They keep nothing on disk and end with the test. */

const program = ["redis-server", "valkey-server"].find((name) => spawnSync(name, ["--version"]).status === 0);

/** The tests' reason to be skipped, visible in their names. */
export const hasRedis = program !== undefined;
export const withoutRedis = hasRedis ? "" : " (SKIPPED: no redis-server here; apt-get install redis-server)";

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** SIGSTOP answers nothing but keeps its connections. */
  signal(name: NodeJS.Signals): void;
  keys(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function startRedis(
  options: readonly string[] = [],
  port: number | null = null,
): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "lambdascope-redis-"));
  const ownPort = port ?? (await freePort());
  const args = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn(program ?? "redis-server", [...args, "--port", `${ownPort}`, ...options], {
    stdio: "ignore",
  });
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  const tlsPort = options[options.indexOf("--tls-port") + 1];
  await waitForRedis(child, options.includes("--tls-port") ? Number(tlsPort) : ownPort);
  return {
    port: ownPort,
    url: `redis://127.0.0.1:${ownPort}`,
    signal: (name) => child.kill(name),
    async keys() {
      const client = new Redis(ownPort, "127.0.0.1");
      const keys = await client.keys("lambdascope:{*");
      client.disconnect();
      return keys.sort();
    },
    async stop() {
      process.off("exit", leave);
      const ended = child.exitCode !== null || child.signalCode !== null;
      if (!ended) await new Promise((resolve) => child.once("exit", resolve) && child.kill("SIGKILL"));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Three masters without replicas, all slots given out. */
export async function startCluster(): Promise<readonly RedisServer[]> {
  const cluster = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis(cluster)));
  const clients = nodes.map(({ port }) => new Redis(port, "127.0.0.1"));
  const share = Math.ceil(16_384 / nodes.length);
  for (const [index, client] of clients.entries()) {
    const last = Math.min((index + 1) * share, 16_384) - 1;
    await client.call("CLUSTER", "ADDSLOTSRANGE", String(index * share), String(last));
    await client.call("CLUSTER", "SET-CONFIG-EPOCH", String(index + 1));
  }
  for (const node of nodes.slice(1))
    await clients[0]?.call("CLUSTER", "MEET", "127.0.0.1", String(node.port));
  for (const client of clients)
    await waitUntil(
      async () =>
        `${await client.call("CLUSTER", "INFO")}`.includes("cluster_state:ok") &&
        `${await client.call("CLUSTER", "INFO")}`.includes("cluster_known_nodes:3"),
    );
  for (const client of clients) client.disconnect();
  return nodes;
}

export async function waitUntil(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`It did not come true within ${withinMs} ms: ${holds}`);
    await pause(20);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(address)));
    });
  });
}

/** Whether it wants a password or TLS makes no difference to taking a connection. */
async function waitForRedis(child: ChildProcess, port: number): Promise<void> {
  await waitUntil(async () => {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    return new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  });
}
