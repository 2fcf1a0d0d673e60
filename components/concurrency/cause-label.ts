import type { ThrottleCause } from "@/lib/model/views/concurrency";

/** Why calls were throttled, as a reader of AWS's documentation would look it up. */
export const causeLabels = {
  "switched-off": "Switched off",
  "function-limit": "Function limit",
  "account-limit": "Account limit",
  "scaling-rate": "Scaling rate",
  "request-rate": "Request rate",
  unknown: "Cannot tell",
} as const satisfies Record<ThrottleCause, string>;
