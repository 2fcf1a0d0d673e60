import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";
import { costBillSchema, costProjectionSchema, costWorstHourSchema } from "@/lib/model/views/cost";
import { costWasteSchema } from "@/lib/model/views/cost-waste";
import { whatIfSchema } from "@/lib/model/views/cost-what-if";

/** `/api/cost`. A part that is null could not be read: `meta.incomplete` says why. */
export const costSchema = z.object({
  meta: metaSchema,
  bill: costBillSchema.nullable(),
  projection: costProjectionSchema.nullable(),
  worstHour: costWorstHourSchema.nullable(),
  waste: costWasteSchema.nullable(),
  whatIf: whatIfSchema.nullable(),
});
export type Cost = z.infer<typeof costSchema>;
