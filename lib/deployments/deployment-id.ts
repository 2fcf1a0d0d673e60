import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Deployment } from "@/lib/model/deployment";
import { subjectKey } from "@/lib/model/subject";

/**
 * Kind, subject, what was deployed, and the second: `alias.payments-charge.live.42.1768475100`. A version is published
 * once, so its id has no time: `version.payments-charge.42`.
 */
export function withId(deployment: Omit<Deployment, "id">): Deployment {
  return { id: deploymentId(deployment), ...deployment };
}

function deploymentId({ kind, subject, version, alias, atMs }: Omit<Deployment, "id">): string {
  const parts = [kind, subjectKey(subject).replace("/", "."), alias];
  if (kind === "version" && version !== null) return joined([...parts, version]);
  const what = version === "$LATEST" ? null : version;
  return joined([...parts, what, String(Math.floor(atMs / SECOND_MS))]);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(".");
}

/** Two sources may tell the same change some seconds or minutes apart. */
const SAME_CHANGE_MS = 10 * MINUTE_MS;

/** The deployment with this id, or the same change as another source dates it; null when it is not among them. */
export function deploymentById(deployments: readonly Deployment[], id: string): Deployment | null {
  const exact = deployments.find((one) => one.id === id);
  if (exact) return exact;
  const [what, second] = [id.slice(0, id.lastIndexOf(".") + 1), Number(id.slice(id.lastIndexOf(".") + 1))];
  if (what === "" || !Number.isInteger(second)) return null;
  const distance = (one: Deployment) => Math.abs(one.atMs - second * SECOND_MS);
  const [nearest] = deployments
    .filter((one) => one.id.slice(0, one.id.lastIndexOf(".") + 1) === what && distance(one) <= SAME_CHANGE_MS)
    .sort((a, b) => distance(a) - distance(b));
  return nearest ?? null;
}
