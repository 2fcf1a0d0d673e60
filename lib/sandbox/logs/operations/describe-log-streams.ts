import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { fraction } from "@/lib/sandbox/logs/hash";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import {
  flagMember,
  groupMember,
  invalidParameter,
  pageSize,
  textMember,
} from "@/lib/sandbox/logs/operations/input";
import { readToken, writeToken } from "@/lib/sandbox/logs/operations/page-token";
import type { StreamFacts } from "@/lib/sandbox/logs/source/log-source";

interface Sortable {
  readonly stream: StreamFacts;
  /** Position in the order asked for; the name breaks ties. */
  readonly key: number | string;
}

/**
 * DescribeLogStreams, 50 a page. `lastEventTimestamp` lags behind the truth by minutes, for some streams by up to an
 * hour, as AWS's does; ordering by it uses the same stale value.
 */
export function describeLogStreams(input: JsonObject, context: CallContext): object {
  const group = groupMember(input, context);
  const limit = pageSize(input, 50);
  const prefix = textMember(input, "logStreamNamePrefix");
  const byTime = orderIsTime(input, prefix);
  const descending = flagMember(input, "descending") === true;
  const sorted: Sortable[] = group.source
    .streams()
    .filter(({ name }) => name.startsWith(prefix ?? ""))
    .map((stream) => ({ stream, key: byTime ? (staleLastMs(stream, context.nowMs) ?? 0) : stream.name }));
  sorted.sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
  const { nextToken, limit: _limit, ...query } = input;
  const skip =
    typeof nextToken === "string" ? placeAfter(sorted, readToken(query, nextToken), descending) : 0;
  const page = sorted.slice(skip, skip + limit);
  const last = page[page.length - 1];
  return {
    logStreams: page.map(({ stream }) => streamOutput(stream, group, context)),
    ...(last !== undefined && skip + limit < sorted.length
      ? { nextToken: writeToken(query, [last.key, last.stream.name]) }
      : {}),
  };
}

function orderIsTime(input: JsonObject, prefix: string | undefined): boolean {
  const orderBy = textMember(input, "orderBy") ?? "LogStreamName";
  if (orderBy !== "LogStreamName" && orderBy !== "LastEventTime") {
    throw invalidParameter(
      `1 validation error detected: Value '${orderBy}' at 'orderBy' failed to satisfy constraint: Member must satisfy enum value set: [LogStreamName, LastEventTime]`,
    );
  }
  if (orderBy === "LastEventTime" && prefix !== undefined) {
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  return orderBy === "LastEventTime";
}

function compare(a: Sortable, b: Sortable): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.stream.name < b.stream.name ? -1 : a.stream.name > b.stream.name ? 1 : 0;
}

/** Position of the first stream behind the token's, which may have moved or gone meanwhile. */
function placeAfter(sorted: readonly Sortable[], token: readonly unknown[], descending: boolean): number {
  const [key, name] = token;
  const isBehind = ({ key: k, stream }: Sortable): boolean => {
    if (k === key) return descending ? stream.name < String(name) : stream.name > String(name);
    const greater = typeof k === "number" ? k > Number(key) : k > String(key);
    return descending ? !greater : greater;
  };
  const found = sorted.findIndex(isBehind);
  return found < 0 ? sorted.length : found;
}

function staleLastMs(stream: StreamFacts, nowMs: number): number | null {
  return stream.lastMs(nowMs - lagMs(stream.id));
}

function lagMs(streamId: number): number {
  const share = fraction(streamId, 0x1a6);
  return share > 0.95 ? 3_600_000 * fraction(streamId, 0x1a7) : 240_000 * share;
}

function streamOutput(stream: StreamFacts, group: LogGroup, context: CallContext): object {
  const last = staleLastMs(stream, context.nowMs);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdMs,
    ...(stream.firstMs === null || last === null
      ? {}
      : { firstEventTimestamp: stream.firstMs, lastEventTimestamp: last, lastIngestionTime: last + 1_500 }),
    uploadSequenceToken: "49039859615419417284393215419541419541",
    arn: `${group.arn}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}
