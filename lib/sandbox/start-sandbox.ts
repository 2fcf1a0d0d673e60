import { emptyWorld } from "@/lib/sandbox/http/empty-world";
import { type Sandbox, serveSandbox } from "@/lib/sandbox/http/sandbox-server";
import { logBytes } from "@/lib/sandbox/logs/log-bytes";
import { restRoutes, services } from "@/lib/sandbox/services";
import { createWorld } from "@/lib/sandbox/world/create-world";
import type { TrafficRhythm } from "@/lib/sandbox/world/simulation/traffic";
import { switchOnTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import { truth } from "@/lib/sandbox/world/truth";
import { truthRequests } from "@/lib/sandbox/world/truth-requests";
import type { World } from "@/lib/sandbox/world/types";

export interface SandboxOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly seed?: number;
  /** Frozen instant; the wall clock when absent. */
  readonly nowMs?: number;
  /** Hours of history at the start. */
  readonly hours?: number;
  /** Mean API requests per second of the first region. */
  readonly rps?: number;
  /** Functions at least, fillers making up the number; 0: the shop's own. */
  readonly functions?: number;
  /** Regions in which the shop runs; every other region is an empty account. */
  readonly regions?: readonly string[];
  /** Twelve digits, for two sandboxes that play two accounts. */
  readonly accountId?: string;
  /** Waited by every AWS call. */
  readonly latencyMs?: number;
  /** AWS's request quotas, with its throttling errors. */
  readonly quotas?: boolean;
  /** False: a world in which nothing goes wrong beyond everyday noise. */
  readonly incidents?: boolean;
  /** How traffic goes through the day. */
  readonly rhythm?: TrafficRhythm;
  /** Transaction Search: segments go to CloudWatch Logs as OpenTelemetry spans, and X-Ray indexes some of them. */
  readonly transactionSearch?: boolean;
  /** Gets one line per defect of the sandbox itself. */
  readonly log?: (line: string) => void;
}

export const sandboxDefaults = {
  port: 0,
  seed: 7,
  hours: 48,
  rps: 3,
  functions: 0,
  regions: ["us-east-1", "eu-west-1"],
  accountId: "210987654321",
  latencyMs: 0,
  quotas: true,
  incidents: true,
  rhythm: "daily",
  transactionSearch: false,
} as const satisfies SandboxOptions;

/**
 * Simulates the shop and serves it on 127.0.0.1 as an AWS endpoint. Ready when the promise resolves; the caller closes
 * it. Throws `PortTakenError`.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = { ...sandboxDefaults, log: (line: string) => console.error(line), ...options };
  const now = clockOf(settings.nowMs);
  return serveSandbox({
    port: settings.port,
    seed: settings.seed,
    latencyMs: settings.latencyMs,
    quotas: settings.quotas,
    clock: () => performance.now(),
    now,
    services,
    routes: restRoutes,
    regionNames: settings.regions,
    createWorld: (region) => {
      if (!settings.regions.includes(region)) return emptyWorld(region, settings.accountId, now);
      const world = createWorld({ ...settings, nowMs: settings.nowMs, region });
      if (settings.transactionSearch) switchOnTransactionSearch(world);
      return world;
    },
    truth: (world, fromMs, toMs, withLogs) =>
      truth(world, fromMs, toMs, withLogs ? logBytesOfAllGroups : undefined),
    truthRequests,
    log: settings.log,
  });
}

function clockOf(frozenMs: number | undefined): () => number {
  return frozenMs === undefined ? () => Date.now() : () => frozenMs;
}

function logBytesOfAllGroups(world: World, fromMs: number, toMs: number): number {
  return [...logBytes(world, fromMs, toMs).values()].reduce((sum, bytes) => sum + bytes, 0);
}
