import { FaultEngine } from "@/lib/sandbox/faults/fault-engine";
import { CallLog } from "@/lib/sandbox/http/call-log";
import type { Service } from "@/lib/sandbox/http/contract";
import type { ControlParts } from "@/lib/sandbox/http/control";
import type { RestRoutes } from "@/lib/sandbox/http/dispatch";
import { listen, stopListening } from "@/lib/sandbox/http/listen";
import { Regions } from "@/lib/sandbox/http/regions";
import { rememberTruth } from "@/lib/sandbox/http/remember-truth";
import { createSandboxServer } from "@/lib/sandbox/http/server";
import { QuotaKeeper } from "@/lib/sandbox/quotas/quota-keeper";
import type { World } from "@/lib/sandbox/world/types";

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:4700`: what to give to an AWS client as its endpoint. */
  readonly url: string;
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
  /** The region's world, advanced to now: the same object that the services read. */
  world(region: string): World;
}

export interface ServerSetup {
  /** 0: any free port. */
  readonly port: number;
  readonly seed: number;
  readonly latencyMs: number;
  readonly quotas: boolean;
  /** Milliseconds that never run backwards, for the quotas. */
  readonly clock: () => number;
  /** The worlds' time, epoch milliseconds. */
  readonly now: () => number;
  readonly services: readonly Service[];
  readonly routes: RestRoutes;
  readonly regionNames: readonly string[];
  readonly createWorld: (region: string) => World;
  readonly truth: ControlParts["truth"];
  readonly truthRequests: ControlParts["truthRequests"];
  readonly log: (line: string) => void;
}

/** Makes the worlds of `regionNames` and serves them. Throws `PortTakenError`. */
export async function serveSandbox(setup: ServerSetup): Promise<Sandbox> {
  const regions = new Regions(setup.createWorld);
  const server = createSandboxServer({
    ...setup,
    truth: rememberTruth(setup.truth),
    services: new Map(setup.services.map((service) => [service.name, service])),
    regions,
    quotas: setup.quotas ? new QuotaKeeper(setup.clock) : null,
    faults: new FaultEngine(setup.seed),
    calls: new CallLog(),
  });
  // The port first: that it is taken should be known before the worlds are simulated.
  const port = await listen(server, setup.port);
  for (const name of setup.regionNames) regions.world(name);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => stopListening(server),
    world: (region) => regions.world(region),
  };
}
