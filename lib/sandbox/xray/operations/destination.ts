import type { Operation } from "@/lib/sandbox/http/contract";
import { invalidRequest } from "@/lib/sandbox/xray/operations/input";

/** Segments go to X-Ray itself, not to CloudWatch Logs (Transaction Search is off). */
export const getTraceSegmentDestination: Operation = () => ({ Destination: "XRay", Status: "ACTIVE" });

export const getIndexingRules: Operation = (_input, { world }) => ({
  IndexingRules: [
    {
      Name: "Default",
      ModifiedAt: Math.floor(world.startMs / 1000),
      Rule: { Probabilistic: { DesiredSamplingPercentage: 1, ActualSamplingPercentage: 1 } },
    },
  ],
});

/**
 * Retrieval reads the spans that Transaction Search keeps. While the destination is XRay there are none: clients must
 * take the refusal as the sign to use BatchGetTraces. [D CloudWatch-Transaction-Search]
 */
export const startTraceRetrieval: Operation = () => {
  throw invalidRequest("Trace retrieval requires CloudWatch Logs as the trace segment destination");
};

export const listRetrievedTraces: Operation = () => {
  throw invalidRequest("RetrievalToken is not valid");
};
