import { z } from "zod";
import { billLineSchema, usdRangeSchema } from "@/lib/model/views/cost";

/** A part of the monthly bill now and after the changes. */
export const nowAfterSchema = z.object({
  now: usdRangeSchema,
  after: usdRangeSchema,
  /** Below 0 is a saving. Narrower than the difference of the ranges: what is not known is the same in both. */
  delta: usdRangeSchema,
});
export type NowAfterView = z.infer<typeof nowAfterSchema>;

const lineChangeSchema = z.object({
  line: z.string(),
  label: z.string(),
  /** null: not on that bill. */
  now: billLineSchema.nullable(),
  after: billLineSchema.nullable(),
  delta: usdRangeSchema,
});
export type WhatIfLine = z.infer<typeof lineChangeSchema>;

const changeSchema = z.object({
  /** As it stands in the URL. */
  change: z.string(),
  /** `Move to arm64`, `Memory 1,024 MB`. */
  title: z.string(),
  /** Whom it changes. null: the whole account. */
  concerns: z.array(z.string()).nullable(),
  /** Whom it was meant for but cannot change; subject null: all of them. */
  refused: z.array(z.object({ subject: z.string().nullable(), reason: z.string() })),
  /** Figures that decide whether it is worth it, and what would be lost. */
  notes: z.array(z.string()),
  /** What it would do if it were made alone. */
  delta: usdRangeSchema,
});
export type WhatIfChange = z.infer<typeof changeSchema>;

const functionChoiceSchema = z.object({
  name: z.string(),
  monthly: usdRangeSchema,
  memoryMb: z.number().nullable(),
  architecture: z.string().nullable(),
  runtime: z.string().nullable(),
});

/** What can be chosen for a proposal, dearest first. */
export const whatIfChoicesSchema = z.object({
  functions: z.array(functionChoiceSchema),
  /** `name/stage`. */
  apis: z.array(z.object({ name: z.string(), kind: z.enum(["REST", "HTTP"]), monthly: usdRangeSchema })),
});
export type WhatIfChoices = z.infer<typeof whatIfChoicesSchema>;

/** The window's traffic for a month, as it is and with the changes made. */
export const whatIfSchema = z.object({
  /** The window that stands for the month. */
  windowMs: z.number(),
  monthHours: z.number(),
  freeTier: z.boolean(),
  changes: z.array(changeSchema),
  total: nowAfterSchema,
  /** Largest effect first. */
  lines: z.array(lineChangeSchema),
  /** Functions and APIs that it changes, largest effect first; key null: what belongs to none. */
  parts: z.array(
    nowAfterSchema.extend({ kind: z.enum(["function", "api", "none"]), key: z.string().nullable() }),
  ),
  assumptions: z.array(z.string()),
  /** Labels of line items that the list has no price for: they are missing from both totals. */
  unpriced: z.array(z.string()),
  /** Share of its time that a provisioned environment must be busy to be no dearer than on demand, 0–1; null: never. */
  breakEven: z.array(
    z.object({ architecture: z.string(), utilisation: z.number().nullable(), formula: z.string() }),
  ),
  choices: whatIfChoicesSchema,
});
export type WhatIf = z.infer<typeof whatIfSchema>;
