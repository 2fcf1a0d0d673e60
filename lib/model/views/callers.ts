import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";

/** `/api/functions/{name}/callers`: stages of APIs with a route to the function, where throttled calls leave a trace. */
export const callersSchema = z.object({
  meta: metaSchema,
  stages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      stage: z.string(),
      kind: z.enum(["REST", "HTTP", "WEBSOCKET"]),
      /** `POST /orders`. */
      routes: z.array(z.string()),
      /** Its logs, as parts of the parameter `src`. */
      sources: z.array(z.string()),
    }),
  ),
  /** null: none is set, or it could not be read. */
  reservedConcurrency: z.number().nullable(),
});
export type Callers = z.infer<typeof callersSchema>;
