import type { Rollout } from "@/lib/comparison/spans";
import type { Deployment } from "@/lib/model/deployment";

/**
 * Whether memory or architecture may be another since the rollout: what it cost before is then not known. The service's own
 * date of a last change does not tell code from settings.
 */
export function maySettingsDiffer(
  deployments: readonly Pick<Deployment, "atMs" | "kind" | "source">[],
  { fromMs, toMs }: Rollout,
): boolean {
  return deployments.some(
    ({ atMs, kind, source }) =>
      atMs >= fromMs && atMs <= toMs && (kind === "configuration" || (kind === "code" && source === "api")),
  );
}
