import { withId } from "@/lib/deployments/deployment-id";
import type { ApiDeployment, ApiStage } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { LambdaFunction, LambdaVersion } from "@/lib/model/lambda";
import type { StageOfApi } from "@/lib/model/subject";

/** Changes as the services themselves date them: who did them is not told. */

const untold = { source: "api", alias: null, share: null, by: null } as const;

/** The last change of code or settings: which of the two is not told, and is given as `code`. */
export function lastChanges(
  functions: readonly Pick<LambdaFunction, "name" | "lastModifiedMs">[],
): readonly Deployment[] {
  return functions.flatMap(({ name, lastModifiedMs: atMs }) =>
    atMs === null
      ? []
      : withId({
          ...untold,
          subject: { kind: "function", name },
          kind: "code",
          atMs,
          version: "$LATEST",
          description: null,
        }),
  );
}

export function publishedVersions(name: string, versions: readonly LambdaVersion[]): readonly Deployment[] {
  return versions.flatMap(({ version, lastModifiedMs: atMs, description }) =>
    atMs === null || version === "$LATEST"
      ? []
      : withId({
          ...untold,
          subject: { kind: "function", name },
          kind: "version",
          atMs,
          version,
          description,
        }),
  );
}

/**
 * Which deployment a stage has is told for now only. Of earlier ones it is not told which stage they were for; where the
 * API has but this one stage they were for it.
 */
export function stageDeployments(
  subject: StageOfApi,
  stages: readonly ApiStage[],
  deployments: readonly ApiDeployment[],
): readonly Deployment[] {
  const own = stages.find(({ name }) => name === subject.stage);
  return deployments.flatMap(({ id: version, createdMs: atMs, description }) => {
    const canary = own?.canary?.deploymentId === version ? own.canary : null;
    if (atMs === null || (stages.length > 1 && canary === null && own?.deploymentId !== version)) return [];
    const share = canary?.share ?? null;
    return withId({
      ...untold,
      subject,
      kind: canary ? "canary" : "stage",
      atMs,
      version,
      share,
      description,
    });
  });
}
