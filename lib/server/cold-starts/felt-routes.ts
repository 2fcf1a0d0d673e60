import "server-only";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import type { ColdFunction, FeltRoute } from "@/lib/model/views/cold-starts";
import type { FoundInits } from "@/lib/server/cold-starts/found-inits";
import { type RoutesRead, readRoutes } from "@/lib/server/cold-starts/read-routes";
import { readRoutesBySums } from "@/lib/server/cold-starts/read-routes-sums";
import { readSizes } from "@/lib/server/cold-starts/read-sizes";
import type { StageLog } from "@/lib/server/cold-starts/stage-logs";
import { stoppingFor } from "@/lib/server/cold-starts/stopping";
import type { Subject } from "@/lib/server/cold-starts/subjects";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface FeltRoutes extends Pick<RoutesRead, "missing" | "failures"> {
  /** null: AWS did not answer. */
  readonly routes: readonly FeltRoute[] | null;
  readonly bytesScanned: number;
}

/** Which routes' users waited, in the way in which the inits were found. `stages`: null by lines, and where they are not known. */
export async function feltRoutes(
  view: ViewRequest,
  subjects: readonly Subject[],
  reach: Reach,
  found: FoundInits,
  functions: readonly ColdFunction[],
  stages: readonly StageLog[] | null,
): Promise<FeltRoutes | null> {
  if (found.told.state === "needs-consent") return null;
  if (found.lines !== null) {
    const { value, failures } = await optional(readRoutes(view, subjects, found.lines.streams, reach.window));
    if (value === null) return { routes: null, missing: [], failures, bytesScanned: 0 };
    const routes = value.routes.map((one) => ({ ...one, stopping: stoppingFor(one.functions, functions) }));
    return { ...value, routes, bytesScanned: 0 };
  }
  if (stages === null) return null;
  const [read, { atMost, failures }] = await Promise.all([
    readRoutesBySums(view, stages, found, functions, reach),
    readSizes(view, subjects, functions, found.environments, reach),
  ]);
  const routes = read.routes.map((one) => ({
    ...one,
    stopping: stoppingFor(one.functions, functions, atMost),
  }));
  return { ...read, routes, failures: [...read.failures, ...failures] };
}
