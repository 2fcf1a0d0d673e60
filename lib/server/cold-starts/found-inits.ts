import "server-only";
import type { EnvironmentFacts } from "@/lib/cold-starts/environment-facts";
import type { Failure } from "@/lib/model/failure";
import type { ColdFunction, ColdStarts } from "@/lib/model/views/cold-starts";
import type { LinesRead } from "@/lib/server/cold-starts/read-lines";

/** What a way of reading found. */
export interface FoundInits {
  readonly environments: readonly EnvironmentFacts[];
  readonly cut: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly failures: readonly Failure[];
  /** Log groups that exist, as far as is known. */
  readonly groups: readonly string[];
  /** null by Logs Insights. */
  readonly lines: LinesRead | null;
  readonly told: Pick<ColdStarts, "by" | "state" | "estimate" | "bytesScanned" | "eventsRead">;
}

/** What was asked beside the logs. */
export interface FoundBeside {
  /** By function name; one that is not here is not known. */
  readonly invocations: ReadonlyMap<string, number>;
  /** Environments that provisioned concurrency keeps ready now, likewise. */
  readonly kept: ReadonlyMap<string, number>;
  /** By function name, where traces were asked. */
  readonly initParts: ReadonlyMap<string, NonNullable<ColdFunction["initParts"]>>;
  readonly failures: readonly Failure[];
}
