import { withId } from "@/lib/deployments/deployment-id";
import type { Api } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { StageOfApi } from "@/lib/model/subject";
import type { TrailCall, TrailEvent } from "@/lib/model/trail-event";

type KnownApis = ReadonlyMap<string, Pick<Api, "id" | "name" | "kind">>;

/**
 * A stage gets a deployment, or sends a share of its requests to one. Settings of a stage that leave its deployment alone
 * are no deployment. `apis` by id; an API that is not among them goes by its id.
 */
export function stageChanges(event: TrailEvent, apis: KnownApis): readonly Deployment[] {
  const { call } = event;
  const subject = call && stageOf(call, apis);
  if (!call || !subject) return [];
  const change = (kind: "stage" | "canary", version: string | null, share: number | null) => [
    withId({
      subject,
      kind,
      atMs: event.atMs,
      source: "cloudtrail",
      version,
      alias: null,
      share,
      by: event.by,
      description: call.description,
    }),
  ];
  if (event.name === "CreateDeployment" || event.name === "CreateStage") {
    const kind = call.canaryShare === null ? "stage" : "canary";
    return change(kind, call.deploymentId, call.canaryShare);
  }
  if (event.name !== "UpdateStage") return [];
  if (call.httpApiId !== null)
    return call.deploymentId === null ? [] : change("stage", call.deploymentId, null);
  return patched(call).flatMap(({ kind, version, share }) => change(kind, version, share));
}

function stageOf({ restApiId, httpApiId, stage }: TrailCall, apis: KnownApis): StageOfApi | null {
  const apiId = restApiId ?? httpApiId;
  // A deployment without a stage changes nothing that answers requests.
  if (apiId === null || stage === null) return null;
  const known = apis.get(apiId);
  return {
    kind: "stage",
    apiId,
    apiName: known?.name ?? apiId,
    apiKind: known?.kind ?? (restApiId === null ? "HTTP" : "REST"),
    stage,
  };
}

/** Patches of a REST stage, in their order. https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch */
function patched({ patches }: TrailCall) {
  const changes: { kind: "stage" | "canary"; version: string | null; share: number | null }[] = [];
  const canaryOf = patches.find(({ path }) => path === "/canarySettings/deploymentId")?.value ?? null;
  for (const { op, path, value } of patches) {
    if (path === "/deploymentId") {
      // A promotion copies the canary's deployment, whose id the call does not name.
      changes.push({ kind: "stage", version: op === "copy" ? null : value, share: null });
    } else if (path === "/canarySettings/percentTraffic") {
      const percent = Number(value);
      if (value !== null && Number.isFinite(percent)) {
        changes.push({ kind: "canary", version: canaryOf, share: percent / 100 });
      }
    } else if (path === "/canarySettings" && op === "remove") {
      changes.push({ kind: "canary", version: null, share: 0 });
    }
  }
  return changes;
}
