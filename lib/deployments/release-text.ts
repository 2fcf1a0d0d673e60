import type { Release } from "@/lib/deployments/releases";
import { deploymentSourceLabel, deploymentText } from "@/lib/model/deployment-text";

/** What it did to the traffic: `version 42 takes 10 % of live`. */
export function releaseText({ headline }: Release): string {
  return deploymentText(headline);
}

/** Who and how it is known: `mira.holm · CloudTrail`. */
export function releaseDetail({ headline: { by, source, description } }: Release): string {
  const words = [description, by, deploymentSourceLabel[source]];
  return words.filter((word) => word !== null && word !== "").join(" · ");
}
