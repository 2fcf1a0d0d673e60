import "server-only";
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  StartLiveTailCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { logsClient } from "@/lib/aws/clients";
import { MADE_UP_FUNCTION, MADE_UP_GROUP, type Probe } from "@/lib/aws/probe-kinds";
import { HOUR_MS, SECOND_MS } from "@/lib/base/time";

const NO_STREAM = MADE_UP_FUNCTION;
const NO_QUERY = "00000000-0000-4000-8000-000000000000";

export const logsProbes = {
  "logs.DescribeLogGroups": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        // Delivery groups keep nothing that could be read, and infrequent access knows no tail.
        const command = new DescribeLogGroupsCommand({ limit: 1, logGroupClass: "STANDARD" });
        const { logGroups } = await logsClient(scope).send(command, { abortSignal });
        const logGroup = logGroups?.[0]?.logGroupName;
        return logGroup === undefined ? {} : { logGroup };
      },
    }),
  },
  "logs.DescribeLogStreams": {
    after: ["logs.DescribeLogGroups"],
    proves: ["not-found"],
    ask: (scope, { logGroup = MADE_UP_GROUP }) => ({
      on: logGroup,
      send: async (abortSignal) => {
        const command = new DescribeLogStreamsCommand({ logGroupName: logGroup, limit: 1 });
        const { logStreams } = await logsClient(scope).send(command, { abortSignal });
        const logStream = logStreams?.[0]?.logStreamName;
        return logStream === undefined ? {} : { logStream };
      },
    }),
  },
  "logs.FilterLogEvents": {
    after: ["logs.DescribeLogGroups"],
    proves: ["not-found"],
    ask: (scope, { logGroup = MADE_UP_GROUP }) => ({
      on: logGroup,
      send: async (abortSignal) => {
        const command = new FilterLogEventsCommand({
          logGroupName: logGroup,
          startTime: scope.nowMs - SECOND_MS,
          endTime: scope.nowMs,
          limit: 1,
        });
        await logsClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "logs.GetLogEvents": {
    after: ["logs.DescribeLogStreams", "logs.DescribeLogGroups"],
    proves: ["not-found"],
    ask: (scope, { logGroup = MADE_UP_GROUP, logStream = NO_STREAM }) => ({
      on: logGroup,
      send: async (abortSignal) => {
        const command = new GetLogEventsCommand({
          logGroupName: logGroup,
          logStreamName: logStream,
          startTime: scope.nowMs - SECOND_MS,
          endTime: scope.nowMs,
          limit: 1,
        });
        await logsClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "logs.StartQuery": {
    after: ["logs.DescribeLogGroups"],
    proves: ["not-found"],
    // Charged by the bytes scanned: a second that has not come yet has none.
    ask: (scope, { logGroup = MADE_UP_GROUP }) => ({
      on: logGroup,
      send: async (abortSignal) => {
        const startTime = Math.floor((scope.nowMs + HOUR_MS) / SECOND_MS);
        const command = new StartQueryCommand({
          logGroupNames: [logGroup],
          startTime,
          endTime: startTime + 1,
          queryString: "fields @timestamp | limit 1",
          limit: 1,
        });
        const { queryId } = await logsClient(scope).send(command, { abortSignal });
        return queryId === undefined ? {} : { queryId };
      },
    }),
  },
  "logs.GetQueryResults": {
    after: ["logs.StartQuery"],
    // Rights may be those on the query's log group, which a query that is not there does not have.
    ask: (scope, { queryId, logGroup }) =>
      queryId === undefined
        ? {
            skipped: `There is no query to ask about: ${logGroup === undefined ? "no log group is known to start one in" : "none could be started"}.`,
          }
        : {
            on: "a query of a second that has not come yet",
            send: async (abortSignal) => {
              await logsClient(scope).send(new GetQueryResultsCommand({ queryId }), { abortSignal });
              return { queryId };
            },
          },
  },
  "logs.StopQuery": {
    // A query that has ended cannot be stopped: who may not ask is not told that.
    proves: ["not-found", "invalid"],
    after: ["logs.StartQuery", "logs.GetQueryResults"],
    ask: (scope, { queryId = NO_QUERY }) => ({
      on: null,
      send: async (abortSignal) => {
        await logsClient(scope).send(new StopQueryCommand({ queryId }), { abortSignal });
        return {};
      },
    }),
  },
  "logs.StartLiveTail": {
    proves: ["not-found"],
    // Charged by the minute of a session: a group that is not there gets none.
    ask: (scope, { accountId }) =>
      !accountId
        ? { skipped: "The account is not known, and a live tail asks for ARNs." }
        : {
            on: MADE_UP_GROUP,
            send: async (abortSignal) => {
              const session = new AbortController();
              const arn = `arn:${partitionOf(scope.region)}:logs:${scope.region}:${accountId}:log-group:${MADE_UP_GROUP}`;
              const command = new StartLiveTailCommand({ logGroupIdentifiers: [arn] });
              try {
                await logsClient(scope).send(command, {
                  abortSignal: AbortSignal.any([abortSignal, session.signal]),
                });
                return {};
              } finally {
                session.abort();
              }
            },
          },
  },
} as const satisfies Record<string, Probe>;

/** [D reference-arns] */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
