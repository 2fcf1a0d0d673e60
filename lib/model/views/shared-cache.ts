import { z } from "zod";

/** The cache that several instances share, as this instance sees it. */
export const sharedCacheSchema = z.object({
  /** `off`: none is configured. `degraded`: it does not answer, this instance goes on alone. */
  state: z.enum(["off", "connecting", "connected", "degraded"]),
  /** Since when by this machine's clock; null when off. */
  sinceMs: z.number().nullable(),
  /** Why it is, or last was, alone. */
  lastError: z.string().nullable(),
  /** `redis://cache:6379`, without user and password. */
  nodes: z.array(z.string()),
  encrypted: z.boolean(),
  cluster: z.boolean(),
  /** Whether what logs say is kept there. */
  logs: z.boolean(),
  /** Of the config file, by name. One that is not known yet shares nothing. */
  accounts: z.array(z.object({ name: z.string(), shared: z.boolean() })),
  /** False: built in a way that names no sources, so that no answers are shared, of any account. */
  knowsBuild: z.boolean(),
});
export type SharedCache = z.infer<typeof sharedCacheSchema>;
