import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";
import { answerSchema, apiRowSchema, functionRowSchema } from "@/lib/model/views/overview";

const place = { account: z.string(), region: z.string() };

/**
 * How one account and region answered. Only `ok` and `partial` have rows; `empty` has nothing to have rows of; of all
 * others nothing is known, which is not healthy. `unanswered`: still silent when the page had waited long enough.
 */
const targetStates = [
  "ok",
  "partial",
  "empty",
  "denied",
  "expired",
  "no-credentials",
  "throttled",
  "budget",
  "ask",
  "failed",
  "unanswered",
  "not-asked",
  "loading",
] as const;

const combinedTargetSchema = z.object({
  ...place,
  state: z.enum(targetStates),
  /** What is missing and why; empty when all is there. */
  failures: z.array(failureSchema),
  /** Rows of this target; null: not read. */
  functions: z.number().int().nullable(),
  apis: z.number().int().nullable(),
  /** Of them, those that fail. null: not known. */
  failing: z.number().int().nullable(),
  awsCalls: z.number().int(),
  costUsd: z.number(),
});
export type CombinedTarget = z.infer<typeof combinedTargetSchema>;

export const combinedFunctionSchema = functionRowSchema.extend(place);
export type CombinedFunction = z.infer<typeof combinedFunctionSchema>;
export const combinedApiSchema = apiRowSchema.extend(place);
export type CombinedApi = z.infer<typeof combinedApiSchema>;

/** `/api/overview` with several accounts or regions. Worst rows first. */
export const combinedOverviewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  targets: z.array(combinedTargetSchema),
  tiles: z.null(),
  functions: z.array(combinedFunctionSchema).nullable(),
  apis: z.array(combinedApiSchema).nullable(),
});
export type CombinedOverview = z.infer<typeof combinedOverviewSchema>;
