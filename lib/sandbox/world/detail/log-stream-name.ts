import type { EnvironmentRecord, FunctionDef } from "@/lib/sandbox/world/types";

/** `2026/10/08/[$LATEST]f7108d…` in the default group, `2026/10/08/my-fn[$LATEST]22be…` in a custom one [D monitoring-cloudwatchlogs-loggroups]. */
export function logStreamNameOf(def: FunctionDef, environment: EnvironmentRecord, id: string): string {
  const day = new Date(environment.initStartMs).toISOString().slice(0, 10).replaceAll("-", "/");
  const owner = def.logGroup === `/aws/lambda/${def.name}` ? "" : def.name;
  return `${day}/${owner}[${environment.version}]${id}`;
}
