import type { Service } from "@/lib/sandbox/http/contract";
import { describeLogGroups, listLogGroups } from "@/lib/sandbox/logs/operations/describe-log-groups";
import { describeLogStreams } from "@/lib/sandbox/logs/operations/describe-log-streams";
import { filterLogEvents } from "@/lib/sandbox/logs/operations/filter-log-events";
import { getLogEvents } from "@/lib/sandbox/logs/operations/get-log-events";
import { startLiveTail } from "@/lib/sandbox/logs/operations/live-tail";
import { getLogGroupFields, getLogRecord } from "@/lib/sandbox/logs/operations/log-fields";
import {
  describeQueries,
  getQueryResults,
  startQuery,
  stopQuery,
} from "@/lib/sandbox/logs/operations/queries";

/** CloudWatch Logs, reading only. Every event is rendered from the world's records when it is asked for. */
export const logs: Service = {
  name: "logs",
  operations: {
    DescribeLogGroups: describeLogGroups,
    ListLogGroups: listLogGroups,
    DescribeLogStreams: describeLogStreams,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    GetLogRecord: getLogRecord,
    GetLogGroupFields: getLogGroupFields,
    StartQuery: startQuery,
    GetQueryResults: getQueryResults,
    StopQuery: stopQuery,
    DescribeQueries: describeQueries,
    StartLiveTail: (input, context) => startLiveTail(input, context),
  },
};
