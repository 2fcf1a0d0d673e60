import "server-only";
import type { Deployment } from "@/lib/model/deployment";
import type { DeploymentRow } from "@/lib/model/views/deployments";

/** As JSON tells them: the answer names their subject. null: not known. */
export function deploymentRows(deployments: readonly Deployment[] | null): DeploymentRow[] | null {
  return deployments?.map(({ subject: _subject, ...row }) => row) ?? null;
}
