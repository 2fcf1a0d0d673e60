import type { EpochMs } from "@/lib/base/time";
import type { Subject } from "@/lib/model/subject";

/**
 * What was changed:
 *
 *   code           new code in `$LATEST`
 *   configuration  memory, timeout, environment or another setting of `$LATEST`
 *   version        a version was published
 *   alias          an alias got another version, or other weights
 *   stage          a stage of an API got a deployment
 *   canary         a stage sends a share of its requests to a deployment, or stops to
 */
export type DeploymentKind = "code" | "configuration" | "version" | "alias" | "stage" | "canary";

/**
 * How a change is known, best first:
 *
 *   cloudtrail   the call itself: who, when to the second, and what was asked for
 *   api          the service's own date of a version, an API deployment, or a function's last change
 *   traffic      seen in metrics: the first minute in which a version answered. The change itself was before.
 */
export type DeploymentSource = "cloudtrail" | "api" | "traffic";

export interface Deployment {
  /** Stable over reloads and the sources; may stand in a URL. */
  readonly id: string;
  readonly subject: Subject;
  readonly kind: DeploymentKind;
  readonly atMs: EpochMs;
  readonly source: DeploymentSource;
  /** Function version (`$LATEST` for code) or id of the API deployment; null where it is not known. */
  readonly version: string | null;
  readonly alias: string | null;
  /** Share 0–1 of the traffic that `version` gets from then on; 0 takes it back; null: all of it, or no traffic is concerned. */
  readonly share: number | null;
  /** User name or role session; null unless CloudTrail tells. */
  readonly by: string | null;
  readonly description: string | null;
}
