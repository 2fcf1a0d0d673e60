import "server-only";
import { DescribeLogGroupsCommand, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { CallScope } from "@/lib/aws/call-scope";
import { logsClient } from "@/lib/aws/clients";
import { callPages } from "@/lib/aws/gateway";
import { logGroupOf, logStreamOf } from "@/lib/aws/logs-shapes";
import { MINUTE_MS } from "@/lib/base/time";
import type { LogGroupInfo, LogStreamInfo } from "@/lib/model/log-group";

/** Log groups and streams. 10 and 25 requests a second, 50 items a page. [D cloudwatch_limits_cwl] */

export interface LogGroupSearch {
  readonly prefix?: string;
  /** Anywhere in the name, case-sensitive. Not together with a prefix. [M DescribeLogGroups] */
  readonly pattern?: string;
}

/** All groups, or those that match, by name. */
export function describeLogGroups(
  scope: CallScope,
  search: LogGroupSearch = {},
): Promise<readonly LogGroupInfo[]> {
  return callPages(scope, {
    service: "logs",
    operation: "DescribeLogGroups",
    key: search,
    cacheForMs: 5 * MINUTE_MS,
    sendPage: (token, signal) =>
      logsClient(scope).send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: search.prefix,
          logGroupNamePattern: search.pattern,
          limit: 50,
          nextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.nextToken,
    read: (wire) => (wire.logGroups ?? []).flatMap((group) => logGroupOf(group) ?? []),
  });
}

/** null: there is no such group. A name that is the prefix of thousands of others costs their pages, too. */
export async function findLogGroup(scope: CallScope, name: string): Promise<LogGroupInfo | null> {
  const groups = await describeLogGroups(scope, { prefix: name });
  return groups.find((group) => group.name === name) ?? null;
}

/** Streams of a group whose name begins with `prefix`, by name. Throws `not-found` for an unknown group. */
export function describeLogStreams(
  scope: CallScope,
  group: string,
  prefix?: string,
): Promise<readonly LogStreamInfo[]> {
  return callPages(scope, {
    service: "logs",
    operation: "DescribeLogStreams",
    key: { group, prefix: prefix ?? null },
    cacheForMs: MINUTE_MS,
    sendPage: (token, signal) =>
      logsClient(scope).send(
        new DescribeLogStreamsCommand({
          logGroupName: group,
          logStreamNamePrefix: prefix,
          limit: 50,
          nextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.nextToken,
    read: (wire) => (wire.logStreams ?? []).flatMap((stream) => logStreamOf(stream) ?? []),
  });
}
