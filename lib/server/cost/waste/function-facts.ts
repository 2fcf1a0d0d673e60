import "server-only";
import type { FunctionFacts } from "@/lib/cost/waste/facts";
import type { CostFunction } from "@/lib/server/cost/subjects";

export function factsOf({ config, architecture, provisioned }: CostFunction): FunctionFacts {
  return {
    name: config.name,
    architecture,
    memoryMb: config.memoryMb,
    ephemeralStorageMb: config.ephemeralStorageMb ?? 512,
    provisioned: provisioned.length > 0,
  };
}
