import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";

/** A limit that refused requests, as the execution log names it. */
export const refusingLimitSchema = z.object({
  kind: z.enum(["throttle", "quota"]),
  /** null: the stage's, a route's or the account's. */
  planId: z.string().nullable(),
  planName: z.string().nullable(),
  /** Requests per second, or of the quota's period. */
  limit: z.number().nullable(),
  burstLimit: z.number().nullable(),
  period: z.enum(["DAY", "WEEK", "MONTH"]).nullable(),
  count: z.number().int(),
});
export type RefusingLimit = z.infer<typeof refusingLimitSchema>;

/** `/api/apis/{id}/{stage}/refused`: requests answered with 429, counted in the stage's logs by Logs Insights. */
export const refusedSchema = z.object({
  meta: metaSchema,
  /** offered: nothing was read, which takes `consent=true`; no-logs: the stage writes none that tells. */
  state: z.enum(["offered", "counted", "no-logs"]),
  /** What counting scans and costs. */
  estimate: z.object({
    bytes: z.number().nullable(),
    costUsd: z.number().nullable(),
    pricesAsOf: z.string(),
  }),
  bytesScanned: z.number(),
  /** Answers with 429 in the access log, a function's own among them; null: it does not tell, or was not read. */
  answers: z.number().int().nullable(),
  /** Requests that a limit refused, by the execution log; null likewise. */
  refused: z.number().int().nullable(),
  /** Most first; null: the logs do not tell. */
  byRoute: z.array(z.object({ route: z.string(), count: z.number().int() })).nullable(),
  /** `key` is a key's id, or `…7c8ada`: the end of its value, which is all that the log shows. */
  byKey: z
    .array(z.object({ key: z.string(), name: z.string().nullable(), count: z.number().int() }))
    .nullable(),
  byLimit: z.array(refusingLimitSchema).nullable(),
  /** What the logs do not tell, and what would make them. */
  notes: z.array(z.string()),
});
export type Refused = z.infer<typeof refusedSchema>;
