import { aliasChanges } from "@/lib/deployments/alias-changes";
import { functionChanges } from "@/lib/deployments/function-changes";
import { stageChanges } from "@/lib/deployments/stage-changes";
import type { Api } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { TrailEvent } from "@/lib/model/trail-event";

/**
 * Calls that deploy, by the names that event history is searched for; those that move traffic first. Each costs one of two
 * calls a second: what creates a function or an alias, which nobody calls yet, is left out. [D logging-using-cloudtrail]
 */
export const functionEventNames = [
  "UpdateAlias20150331",
  "UpdateFunctionCode20150331v2",
  "PublishVersion20150331",
  "UpdateFunctionConfiguration20150331v2",
] as const;

/** REST, HTTP and WebSocket APIs use the same names. */
export const stageEventNames = ["CreateDeployment", "UpdateStage"] as const;

export interface TrailChanges {
  readonly deployments: readonly Deployment[];
  /** Events of deploying calls whose record is missing or unreadable: something was deployed, and not known what. */
  readonly unreadable: number;
}

/**
 * What the calls changed. An event that was looked up twice counts once; calls that AWS refused, and calls that deploy
 * nothing, are left out. `events` in any order, from before the window too: what an alias was tells what a call did.
 */
export function trailChanges(
  events: readonly TrailEvent[],
  apis: readonly Pick<Api, "id" | "name" | "kind">[],
): TrailChanges {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const calls = unique.filter(({ failed, name }) => !failed && deploying.has(name));
  const byId = new Map(apis.map((api) => [api.id, api]));
  return {
    deployments: [
      ...aliasChanges(calls.filter(({ name }) => name.endsWith("Alias"))),
      ...calls.flatMap((event) => [...functionChanges(event), ...stageChanges(event, byId)]),
    ],
    unreadable: calls.filter(({ call }) => call === null).length,
  };
}

const deploying: ReadonlySet<string> = new Set([
  "CreateAlias",
  "CreateDeployment",
  "CreateFunction",
  "CreateStage",
  "PublishVersion",
  "UpdateAlias",
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "UpdateStage",
]);
