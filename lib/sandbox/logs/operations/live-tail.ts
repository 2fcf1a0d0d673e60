import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { CallContext, EventStreamAnswer, JsonObject } from "@/lib/sandbox/http/contract";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import {
  findGroup,
  groupsOf,
  invalidParameter,
  textMember,
  textsMember,
} from "@/lib/sandbox/logs/operations/input";
import { type FilterPattern, filterPattern } from "@/lib/sandbox/logs/pattern/filter-pattern";
import { compareEvents, scan } from "@/lib/sandbox/logs/scan";
import { LONGEST_DELAY_MS, type LogEvent } from "@/lib/sandbox/logs/source/log-event";

const MAX_GROUPS = 10;
/** Beyond that an update holds a sample. */
const MAX_UPDATE_EVENTS = 500;
const LONGEST_SESSION_MS = 3 * 3_600_000;
/** An API request shows up when it has ended, at most so long after its first line. */
const LONGEST_REQUEST_MS = 35_000;

/**
 * StartLiveTail: `sessionStart`, then one `sessionUpdate` a second with the events that have become visible since the
 * last; at most 500, otherwise a sample. Ends when the client hangs up, or after three hours with
 * SessionTimeoutException. Log groups by ARN without `:*`. [D cloudwatch_limits_cwl]
 */
export function startLiveTail(input: JsonObject, context: CallContext, periodMs = 1_000): EventStreamAnswer {
  const identifiers = textsMember(input, "logGroupIdentifiers") ?? [];
  const groups = tailedGroups(identifiers, context);
  const pattern = filterPattern(textMember(input, "logEventFilterPattern"));
  const names = textsMember(input, "logStreamNames");
  const prefixes = textsMember(input, "logStreamNamePrefixes");
  if (names !== undefined && prefixes !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefixes are mutually exclusive.");
  }
  if ((names ?? prefixes) !== undefined && groups.length > 1) {
    throw invalidParameter("Log streams can be named only with a single log group.");
  }
  const wanted: StreamTest = (name) =>
    (names?.includes(name) ?? true) && (prefixes?.some((prefix) => name.startsWith(prefix)) ?? true);
  const sessionStart = {
    requestId: randomUUID(),
    sessionId: randomUUID(),
    logGroupIdentifiers: identifiers,
    logStreamNames: names ?? [],
    logStreamNamePrefixes: prefixes ?? [],
    logEventFilterPattern: textMember(input, "logEventFilterPattern") ?? "",
  };
  return {
    kind: "event-stream",
    events: session(sessionStart, groups, pattern, wanted, context, periodMs),
  };
}

type StreamTest = (streamName: string) => boolean;

async function* session(
  sessionStart: JsonObject,
  groups: readonly LogGroup[],
  pattern: FilterPattern,
  wanted: StreamTest,
  { world, signal }: CallContext,
  periodMs: number,
): EventStreamAnswer["events"] {
  yield { type: "sessionStart", payload: sessionStart };
  const beganMs = world.nowMs();
  let seenMs = beganMs;
  while (await waited(periodMs, signal)) {
    world.advance();
    const nowMs = world.nowMs();
    if (nowMs - beganMs > LONGEST_SESSION_MS) {
      yield { exception: "SessionTimeoutException", message: "The session has reached its time limit." };
      return;
    }
    const found = groups.flatMap((group) =>
      fresh(group, seenMs, nowMs)
        .filter((event) => wanted(event.stream.name) && pattern.matches(event.message))
        .map((event) => ({ group, event })),
    );
    seenMs = nowMs;
    found.sort((a, b) => compareEvents(a.event, b.event));
    const shown = sample(found);
    yield {
      type: "sessionUpdate",
      payload: {
        sessionMetadata: { sampled: shown.length < found.length },
        sessionResults: shown.map(({ group, event }) => ({
          logStreamName: event.stream.name,
          logGroupIdentifier: group.arn,
          message: event.message,
          timestamp: event.timestamp,
          ingestionTime: event.ingestionTime,
        })),
      },
    };
  }
}

/** Events that became visible after `seenMs` and not after `nowMs`. */
function fresh(group: LogGroup, seenMs: number, nowMs: number): LogEvent[] {
  if (nowMs <= seenMs) return [];
  const steps = scan({
    source: group.source,
    window: { fromMs: seenMs - LONGEST_DELAY_MS - LONGEST_REQUEST_MS, toMs: nowMs + 1 },
    newestFirst: false,
    nowMs,
    streamIds: null,
    only: null,
    after: null,
  });
  const found: LogEvent[] = [];
  for (const { events } of steps) found.push(...events.filter((event) => event.visibleMs > seenMs));
  return found;
}

function sample<T>(events: readonly T[]): T[] {
  const stride = events.length / MAX_UPDATE_EVENTS;
  if (stride <= 1) return [...events];
  return events.filter((_, i) => Math.floor(i / stride) !== Math.floor((i - 1) / stride));
}

/** Resolves after the period to true, or at once to false when the client has gone. */
async function waited(periodMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(periodMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

function tailedGroups(identifiers: readonly string[], context: CallContext): LogGroup[] {
  if (identifiers.length < 1 || identifiers.length > MAX_GROUPS) {
    throw invalidParameter(`logGroupIdentifiers must hold 1 to ${MAX_GROUPS} ARNs.`);
  }
  const groups = groupsOf(context);
  return identifiers.map((identifier) => {
    if (!identifier.startsWith("arn:") || identifier.endsWith(":*")) {
      throw invalidParameter(`'${identifier}' is not the ARN of a log group without a closing ':*'.`);
    }
    return findGroup(groups, identifier);
  });
}
