import { formatRatio } from "@/lib/base/format-number";
import type { Deployment } from "@/lib/model/deployment";

/** What was changed, in the past tense and without the subject: `version 42 took 10 % of live`. */
export function tellDeployment({ kind, version, alias, share, source }: Deployment): string {
  const name =
    version === null ? "another version" : version === "$LATEST" ? "$LATEST" : `version ${version}`;
  const of = alias === null ? "the traffic" : alias;
  if (source === "traffic") return `${name} began to answer${alias === null ? "" : ` for ${alias}`}`;
  switch (kind) {
    case "code":
      return "new code was uploaded";
    case "configuration":
      return "its configuration was changed";
    case "version":
      return `${name} was published`;
    case "alias":
      if (share === 0) return `${name} was taken out of ${of}`;
      return share === null || share === 1
        ? `${name} took all of ${of}`
        : `${name} took ${formatRatio(share)} of ${of}`;
    case "stage":
      return version === null ? "a deployment went live" : `deployment ${version} went live`;
    case "canary":
      if (share === 0) return "its canary was ended";
      return share === null ? "a canary was started" : `a canary took ${formatRatio(share)} of its requests`;
  }
}

/** Who, and how it is known. */
export function deploymentSource({ by, source, description }: Deployment): string {
  const known = {
    cloudtrail: "CloudTrail",
    api: "by the service's own date",
    traffic: "seen in the metrics; the change itself was before",
  }[source];
  return [description, by === null ? null : `by ${by}`, known]
    .filter((part) => part !== null && part !== "")
    .join(" · ");
}
