import "server-only";
import type { Empty } from "@/lib/server/panel-of";

export const nothingRan: Empty = {
  empty: {
    reason: "No Lambda function ran lately in this region.",
    nextStep: "Choose another region or a longer time range.",
  },
};
