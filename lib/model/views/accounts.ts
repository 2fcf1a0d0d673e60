import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";

/** One account that this dashboard can show, and whether it answers. */
export const accountStateSchema = z.object({
  name: z.string(),
  /** Where its credentials come from, in words. */
  credentials: z.string(),
  roleArn: z.string().nullable(),
  /** null: AWS itself. */
  endpointUrl: z.string().nullable(),
  regions: z.array(z.string()),
  /** Twelve digits and who asks there; null: it did not say. */
  accountId: z.string().nullable(),
  arn: z.string().nullable(),
  /** Why it did not; null when it did. */
  failure: failureSchema.nullable(),
});
export type AccountState = z.infer<typeof accountStateSchema>;
