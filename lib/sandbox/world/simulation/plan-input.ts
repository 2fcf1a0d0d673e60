import type { FunctionModel, Shop } from "@/lib/sandbox/world/definitions";
import { invocationKey, type PlanInput } from "@/lib/sandbox/world/simulation/plan";
import { mix, unit } from "@/lib/sandbox/world/simulation/random";
import type { IncidentKind, Trigger } from "@/lib/sandbox/world/types";

export interface Circumstances {
  readonly index: number;
  readonly model: FunctionModel;
  readonly incident: IncidentKind | null;
  readonly version: number;
  readonly route: number;
  readonly firstInEnvironment: boolean;
  readonly batchSize: number;
  readonly firstAttempt: number;
  readonly trigger: Trigger;
}

/** The same for the simulation, before the record exists, and for renderers, from the record. */
export function planInputOf(shop: Shop, from: Circumstances): PlanInput {
  const { model } = from;
  return {
    model,
    key: invocationKey(shop.seed, from.index),
    incident: from.incident,
    trialVersion: from.version === model.trialVersion,
    route: from.route,
    firstInEnvironment: from.firstInEnvironment,
    batchSize: from.batchSize,
    poison:
      (from.trigger === "sns" || from.trigger === "async" || from.trigger === "s3") &&
      unit(mix(shop.seed, 61), from.firstAttempt) < (model.blueprint.poisonShare ?? 0),
  };
}
