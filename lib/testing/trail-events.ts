import { epochMs } from "@/lib/base/time";
import type { TrailCall, TrailEvent } from "@/lib/model/trail-event";

const NO_CALL: TrailCall = {
  functionName: null,
  dryRun: false,
  publish: false,
  answeredVersion: null,
  alias: null,
  aliasVersion: null,
  answeredAliasVersion: null,
  weights: null,
  restApiId: null,
  httpApiId: null,
  stage: null,
  deploymentId: null,
  canaryShare: null,
  patches: [],
  description: null,
};

/** A call by `mira.holm` on 15 January 2026 at `clock`, `11:05:00`; `call` null: its record cannot be read. */
export function trailEvent(
  clock: string,
  name: string,
  call: Partial<TrailCall> | null,
  changes: Partial<TrailEvent> = {},
): TrailEvent {
  return {
    id: `${clock} ${name}`,
    name,
    atMs: epochMs(Date.parse(`2026-01-15T${clock}Z`)),
    by: "mira.holm",
    failed: false,
    call: call && { ...NO_CALL, ...call },
    ...changes,
  };
}
