import { withId } from "@/lib/deployments/deployment-id";
import { functionNameOf } from "@/lib/deployments/function-name-of";
import type { Deployment, DeploymentKind } from "@/lib/model/deployment";
import type { TrailEvent } from "@/lib/model/trail-event";

const KINDS: Readonly<Record<string, DeploymentKind>> = {
  CreateFunction: "code",
  UpdateFunctionCode: "code",
  UpdateFunctionConfiguration: "configuration",
  PublishVersion: "version",
};

/** New code, new settings, new versions. An upload may publish a version at once, and is then two changes. */
export function functionChanges(event: TrailEvent): readonly Deployment[] {
  const { call } = event;
  const kind = KINDS[event.name];
  const name = functionNameOf(call?.functionName ?? null);
  if (!call || kind === undefined || name === null || call.dryRun) return [];
  const { answeredVersion } = call;
  const numbered = answeredVersion === "$LATEST" ? null : answeredVersion;
  const change = (of: DeploymentKind, version: string | null) =>
    withId({
      subject: { kind: "function", name },
      kind: of,
      atMs: event.atMs,
      source: "cloudtrail",
      version,
      alias: null,
      share: null,
      by: event.by,
      description: call.description,
    });
  if (kind === "version") return [change("version", numbered)];
  return call.publish ? [change(kind, "$LATEST"), change("version", numbered)] : [change(kind, "$LATEST")];
}
