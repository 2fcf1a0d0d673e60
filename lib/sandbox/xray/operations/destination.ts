import type { Operation } from "@/lib/sandbox/http/contract";
import { hasTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import { INDEXED_PERCENTAGE } from "@/lib/sandbox/xray/operations/indexing";

/** Segments go to X-Ray itself or, with Transaction Search, to CloudWatch Logs. */
export const getTraceSegmentDestination: Operation = (_input, { world }) => ({
  Destination: hasTransactionSearch(world) ? "CloudWatchLogs" : "XRay",
  Status: "ACTIVE",
});

export const getIndexingRules: Operation = (_input, { world }) => {
  const percentage = hasTransactionSearch(world) ? INDEXED_PERCENTAGE : 1;
  return {
    IndexingRules: [
      {
        Name: "Default",
        ModifiedAt: Math.floor(world.startMs / 1000),
        Rule: {
          Probabilistic: { DesiredSamplingPercentage: percentage, ActualSamplingPercentage: percentage },
        },
      },
    ],
  };
};
