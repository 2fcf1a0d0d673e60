import { z } from "zod";

/** One change of the function or stage that the answer is about. */
export const deploymentSchema = z.object({
  /** Stable; may stand in `?deployment=`. */
  id: z.string(),
  kind: z.enum(["code", "configuration", "version", "alias", "stage", "canary"]),
  atMs: z.number(),
  /** `api`: dated by the service, where kind `code` may be a change of settings too. `traffic`: first seen in metrics. */
  source: z.enum(["cloudtrail", "api", "traffic"]),
  /** Version, `$LATEST`, or id of an API deployment. */
  version: z.string().nullable(),
  alias: z.string().nullable(),
  /** Share 0–1 that the version gets from then on; 0 takes it back; null: all, or no traffic is concerned. */
  share: z.number().nullable(),
  /** User, role session or AWS service; null unless CloudTrail tells. */
  by: z.string().nullable(),
  description: z.string().nullable(),
});
export type DeploymentRow = z.infer<typeof deploymentSchema>;
