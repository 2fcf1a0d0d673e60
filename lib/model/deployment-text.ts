import { formatRatio } from "@/lib/base/format-number";
import type { Deployment, DeploymentSource } from "@/lib/model/deployment";

/** What was done, in a few words, without its subject: `version 42 takes 10 % of live`, `version 42 published`. */
export function deploymentText({ kind, version, alias, share, source }: Deployment): string {
  const which = version === null ? "a version" : `version ${version}`;
  switch (kind) {
    case "code":
      return source === "api" ? "code or configuration changed" : "new code";
    case "configuration":
      return "configuration changed";
    case "version":
      return `${which} published`;
    case "alias":
      return `${which} ${takes(share, alias ?? "an alias")}`;
    case "stage":
      return version === null ? "another deployment" : `deployment ${version}`;
    case "canary": {
      const canary = version === null ? "canary" : `canary ${version}`;
      if (share === 0) return `${canary} ended`;
      return share === null ? canary : `${canary} takes ${formatRatio(share)} of requests`;
    }
  }
}

function takes(share: number | null, alias: string): string {
  if (share === 0) return `taken back from ${alias}`;
  return share === null ? `takes all of ${alias}` : `takes ${formatRatio(share)} of ${alias}`;
}

/** How it is known, as a label. */
export const deploymentSourceLabel: Readonly<Record<DeploymentSource, string>> = {
  cloudtrail: "CloudTrail",
  api: "dated by AWS",
  traffic: "seen in traffic",
};
