import { randomUUID } from "node:crypto";
import { AwsError, type CallContext, type JsonObject } from "@/lib/sandbox/http/contract";
import { parseQuery } from "@/lib/sandbox/logs/insights/query-parser";
import { InsightsQuery } from "@/lib/sandbox/logs/insights-query";
import { groupNameOf, type LogGroup } from "@/lib/sandbox/logs/log-groups";
import {
  groupsOf,
  invalidParameter,
  numberMember,
  textMember,
  textsMember,
} from "@/lib/sandbox/logs/operations/input";
import { readToken, writeToken } from "@/lib/sandbox/logs/operations/page-token";
import { QueryJob, QueryJobs } from "@/lib/sandbox/logs/query-jobs";

const MAX_GROUPS = 50;
const MAX_LIMIT = 100_000;
const PAGE_ROWS = 10_000;

/**
 * StartQuery: window in epoch **seconds**, both ends inclusive; up to 50 groups; only Logs Insights QL.
 * @throws AwsError MalformedQueryException, ResourceNotFoundException, LimitExceededException, InvalidParameterException
 */
export function startQuery(input: JsonObject, context: CallContext): object {
  const { world } = context;
  const queryString = textMember(input, "queryString") ?? "";
  if ((textMember(input, "queryLanguage") ?? "CWLI") !== "CWLI") {
    throw invalidParameter("Only the query language CWLI is available.");
  }
  const startSeconds = numberMember(input, "startTime");
  const endSeconds = numberMember(input, "endTime");
  if (startSeconds === undefined || endSeconds === undefined || startSeconds < 0) {
    throw invalidParameter("startTime and endTime are required and must not be negative.");
  }
  if (endSeconds < startSeconds) throw invalidParameter("endTime must not lie before startTime.");
  const limit = numberMember(input, "limit");
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)) {
    throw invalidParameter(`limit must be between 1 and ${MAX_LIMIT}.`);
  }
  const groups = queriedGroups(input, context);
  const query = new InsightsQuery(
    parseQuery(queryString),
    limit,
    world.account.accountId,
    groups,
    { fromMs: Math.max(startSeconds * 1000, world.startMs - 60_000), toMs: endSeconds * 1000 + 1 },
    context.nowMs,
  );
  const id = randomUUID();
  const names = groups.map(({ name }) => name);
  jobsOf(context).add(new QueryJob(id, queryString, names, context.nowMs, query));
  return { queryId: id };
}

/** GetQueryResults: rows so far and the state; 10,000 rows a page once complete. */
export function getQueryResults(input: JsonObject, context: CallContext): object {
  const job = findJob(input, context);
  const { status, rows } = job.poll();
  const size = Math.min(numberMember(input, "maxItems") ?? PAGE_ROWS, PAGE_ROWS);
  const token = textMember(input, "nextToken");
  const from = token === undefined ? 0 : Number(readToken(job.id, token)[0]);
  const more = status === "Complete" && from + size < rows.length;
  return {
    queryLanguage: "CWLI",
    results: rows.slice(from, from + size),
    statistics: {
      ...job.statistics,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: job.groupNames.length,
    },
    status,
    ...(more ? { nextToken: writeToken(job.id, [from + size]) } : {}),
  };
}

export function stopQuery(input: JsonObject, context: CallContext): object {
  const job = findJob(input, context);
  if (!job.active) throw invalidParameter("The query has ended and cannot be stopped.");
  job.cancel();
  return { success: true };
}

/** DescribeQueries: newest first. */
export function describeQueries(input: JsonObject, context: CallContext): object {
  const groupName = textMember(input, "logGroupName");
  const status = textMember(input, "status");
  const { nextToken, ...query } = input;
  const from = typeof nextToken === "string" ? Number(readToken(query, nextToken)[0]) : 0;
  const size = Math.min(numberMember(input, "maxResults") ?? 1_000, 1_000);
  const found = jobsOf(context)
    .list()
    .filter((job) => (status === undefined || job.state === status) && mentions(job, groupName));
  return {
    queries: found.slice(from, from + size).map((job) => ({
      queryLanguage: "CWLI",
      queryId: job.id,
      queryString: job.queryString,
      status: job.state,
      createTime: job.createdMs,
      logGroupName: job.groupNames[0],
    })),
    ...(from + size < found.length ? { nextToken: writeToken(query, [from + size]) } : {}),
  };
}

function mentions(job: QueryJob, groupName: string | undefined): boolean {
  return groupName === undefined || job.groupNames.includes(groupName);
}

function queriedGroups(input: JsonObject, context: CallContext): LogGroup[] {
  const one = textMember(input, "logGroupName");
  const given = [
    one === undefined ? undefined : [one],
    textsMember(input, "logGroupNames"),
    textsMember(input, "logGroupIdentifiers"),
  ].filter((names) => names !== undefined);
  const [names] = given;
  if (names === undefined || names.length === 0) throw invalidParameter("A log group is required.");
  if (given.length > 1) {
    throw invalidParameter("logGroupName, logGroupNames and logGroupIdentifiers are mutually exclusive.");
  }
  if (names.length > MAX_GROUPS) throw invalidParameter(`At most ${MAX_GROUPS} log groups can be queried.`);
  const groups = groupsOf(context);
  return [...new Set(names.map(groupNameOf))].map((name) => {
    const group = groups.get(name);
    if (group === undefined) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Log group '${name}' does not exist for account ID '${context.world.account.accountId}'`,
      );
    }
    return group;
  });
}

function findJob(input: JsonObject, context: CallContext): QueryJob {
  const job = jobsOf(context).get(textMember(input, "queryId") ?? "");
  if (job === undefined) throw new AwsError("ResourceNotFoundException", "Query does not exist.");
  return job;
}

function jobsOf(context: CallContext): QueryJobs {
  return context.state("queries", () => new QueryJobs());
}
