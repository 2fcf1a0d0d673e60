import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

/** Who asks AWS, where, and by which clock. */
export const identitySchema = z.object({
  accountId: z.string(),
  arn: z.string(),
  /** `Role lambdascope`. */
  principal: z.string(),
  /** Of a role's session. */
  session: z.string().nullable(),
  /** AWS_PROFILE. */
  profile: z.string().nullable(),
  region: z.string(),
  regions: z.array(z.string()),
  /** null: AWS itself. */
  endpointUrl: z.string().nullable(),
  /** How far the clock of AWS is ahead of this machine's; 0 below half a minute. */
  clockAheadMs: z.number(),
});
export type Identity = z.infer<typeof identitySchema>;

/** `/api/settings`. What could not be read is null and named in `meta.incomplete`. */
export const settingsViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  identity: identitySchema.nullable(),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;
