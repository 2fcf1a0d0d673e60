import { RE2JS } from "re2js";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import { groupsOf, invalidParameter, pageSize, textMember } from "@/lib/sandbox/logs/operations/input";
import { readToken, writeToken } from "@/lib/sandbox/logs/operations/page-token";
import { storedBytes } from "@/lib/sandbox/logs/stored-bytes";

/** DescribeLogGroups: by name prefix or, anywhere in the name, by pattern (case-sensitive); 50 a page. */
export function describeLogGroups(input: JsonObject, context: CallContext): object {
  const prefix = textMember(input, "logGroupNamePrefix");
  const pattern = textMember(input, "logGroupNamePattern");
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter(
      "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
  }
  const groups = [...groupsOf(context).values()].filter(
    ({ name }) => name.startsWith(prefix ?? "") && name.includes(pattern ?? ""),
  );
  const page = pageOf(groups, input, 50, 50);
  return {
    logGroups: page.items.map((group) => groupOutput(group, context)),
    ...page.token,
  };
}

/** ListLogGroups: names and ARNs, filtered by a regular expression; up to 1,000 a page. */
export function listLogGroups(input: JsonObject, context: CallContext): object {
  const pattern = textMember(input, "logGroupNamePattern");
  const matches = pattern === undefined ? () => true : nameTest(pattern);
  const groups = [...groupsOf(context).values()].filter(({ name }) => matches(name));
  const page = pageOf(groups, input, 1_000, 50);
  return {
    logGroups: page.items.map(({ name, arn }) => ({
      logGroupName: name,
      logGroupArn: arn,
      logGroupClass: "STANDARD",
    })),
    ...page.token,
  };
}

function groupOutput(group: LogGroup, context: CallContext): object {
  return {
    logGroupName: group.name,
    creationTime: group.createdMs,
    ...(group.retentionDays === null ? {} : { retentionInDays: group.retentionDays }),
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    storedBytes: storedBytes(group, context.world),
    logGroupClass: "STANDARD",
    logGroupArn: group.arn,
  };
}

function nameTest(pattern: string): (name: string) => boolean {
  try {
    const regex = RE2JS.compile(pattern);
    return (name) => regex.test(name);
  } catch {
    throw invalidParameter(`Invalid log group name pattern: ${pattern}`);
  }
}

function pageOf(
  groups: readonly LogGroup[],
  input: JsonObject,
  most: number,
  usual: number,
): { readonly items: readonly LogGroup[]; readonly token: { readonly nextToken?: string } } {
  const limit = pageSize(input, most, usual);
  const { nextToken, limit: _limit, ...query } = input;
  const after = typeof nextToken === "string" ? String(readToken(query, nextToken)[0]) : "";
  const left = groups.filter(({ name }) => name > after);
  const items = left.slice(0, limit);
  const last = items[items.length - 1];
  return {
    items,
    token: left.length > limit && last !== undefined ? { nextToken: writeToken(query, [last.name]) } : {},
  };
}
