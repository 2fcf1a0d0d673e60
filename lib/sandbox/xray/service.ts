import type { Service } from "@/lib/sandbox/http/contract";
import { batchGetTraces } from "@/lib/sandbox/xray/operations/batch-get-traces";
import { getIndexingRules, getTraceSegmentDestination } from "@/lib/sandbox/xray/operations/destination";
import { getServiceGraph, getTraceGraph } from "@/lib/sandbox/xray/operations/get-service-graph";
import { getTimeSeriesServiceStatistics } from "@/lib/sandbox/xray/operations/get-time-series";
import { getTraceSummaries } from "@/lib/sandbox/xray/operations/get-trace-summaries";
import { getGroup, getGroups, getInsightSummaries } from "@/lib/sandbox/xray/operations/groups";
import {
  cancelTraceRetrieval,
  listRetrievedTraces,
  startTraceRetrieval,
} from "@/lib/sandbox/xray/operations/retrieval";
import { getSamplingRules, getSamplingStatisticSummaries } from "@/lib/sandbox/xray/operations/sampling";

/**
 * The sandbox's X-Ray: everything is rendered from the world's records when asked for.
 *
 *     records ─► documents/  segment documents, one file per kind of segment
 *             ─► traces/     which documents make a trace and when they arrive; its tree, its summary
 *             ─► otel/       the same as OpenTelemetry spans, for Transaction Search
 *             ─► graph/      counts of many traces by service and edge, cached by minute
 *     filter/ parses filter expressions and matches traces;  operations/ is the API
 */
export const xray: Service = {
  name: "xray",
  operations: {
    GetTraceSummaries: getTraceSummaries,
    BatchGetTraces: batchGetTraces,
    GetServiceGraph: getServiceGraph,
    GetTraceGraph: getTraceGraph,
    GetTimeSeriesServiceStatistics: getTimeSeriesServiceStatistics,
    GetGroups: getGroups,
    GetGroup: getGroup,
    GetInsightSummaries: getInsightSummaries,
    GetSamplingRules: getSamplingRules,
    GetSamplingStatisticSummaries: getSamplingStatisticSummaries,
    GetTraceSegmentDestination: getTraceSegmentDestination,
    GetIndexingRules: getIndexingRules,
    StartTraceRetrieval: startTraceRetrieval,
    ListRetrievedTraces: listRetrievedTraces,
    CancelTraceRetrieval: cancelTraceRetrieval,
  },
};
