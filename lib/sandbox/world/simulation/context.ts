import type { Shop } from "@/lib/sandbox/world/definitions";
import type { IncidentSchedule } from "@/lib/sandbox/world/incidents";
import type { Records } from "@/lib/sandbox/world/records/records";
import type { EventQueue } from "@/lib/sandbox/world/simulation/event-queue";
import type { Call, LambdaService, Placed } from "@/lib/sandbox/world/simulation/lambda";
import type { Traffic } from "@/lib/sandbox/world/simulation/traffic";

/** What the parts of the simulation share. */
export interface SimulationContext {
  readonly shop: Shop;
  readonly records: Records;
  readonly incidents: IncidentSchedule;
  readonly queue: EventQueue;
  readonly lambda: LambdaService;
  readonly traffic: Traffic;
  /** Invokes, puts START on the calendar and sends on what the handler published. Undefined when throttled. */
  run(call: Call): Placed | undefined;
}
