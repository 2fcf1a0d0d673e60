import type { RestRoute } from "@/lib/sandbox/http/rest-route";

/** X-Ray's operations are all `POST /Name` with a JSON body [M]; the names differ from the operations'. */
const PATHS: Readonly<Record<string, string>> = {
  BatchGetTraces: "/Traces",
  CancelTraceRetrieval: "/CancelTraceRetrieval",
  GetGroup: "/GetGroup",
  GetGroups: "/Groups",
  GetIndexingRules: "/GetIndexingRules",
  GetInsightSummaries: "/InsightSummaries",
  GetRetrievedTracesGraph: "/GetRetrievedTracesGraph",
  GetSamplingRules: "/GetSamplingRules",
  GetSamplingStatisticSummaries: "/SamplingStatisticSummaries",
  GetServiceGraph: "/ServiceGraph",
  GetTimeSeriesServiceStatistics: "/TimeSeriesServiceStatistics",
  GetTraceGraph: "/TraceGraph",
  GetTraceSegmentDestination: "/GetTraceSegmentDestination",
  GetTraceSummaries: "/TraceSummaries",
  ListRetrievedTraces: "/ListRetrievedTraces",
  StartTraceRetrieval: "/StartTraceRetrieval",
};

export const xrayRoutes: readonly RestRoute[] = Object.entries(PATHS).map(([operation, path]) => ({
  operation,
  method: "POST",
  path,
}));
