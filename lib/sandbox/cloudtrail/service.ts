import { lookupEvents } from "@/lib/sandbox/cloudtrail/lookup-events";
import type { Service } from "@/lib/sandbox/http/contract";

/** CloudTrail's event history: who changed what, rendered from the deployments of the world. */
export const cloudtrail: Service = {
  name: "cloudtrail",
  operations: { LookupEvents: lookupEvents },
};
