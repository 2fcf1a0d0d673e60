import "server-only";
import type { CallScope } from "@/lib/aws/call-scope";
import { awsNow } from "@/lib/aws/clock";
import { findLogGroup } from "@/lib/aws/logs";
import { MAX_TAIL_GROUPS } from "@/lib/aws/logs-live-tail";
import { pause } from "@/lib/aws/pause";
import { getCallerIdentity } from "@/lib/aws/sts";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import type { LogSource } from "@/lib/model/log";
import type { TailMessage } from "@/lib/model/views/logs";
import { Channel } from "@/lib/server/logs/channel";
import { leavable } from "@/lib/server/logs/leaving";
import { type ResolvedSource, resolveSources } from "@/lib/server/logs/resolve-sources";
import { metaOf } from "@/lib/server/logs/stream-logs";
import { followLive, type LiveGroup } from "@/lib/server/logs/tail/follow-live";
import { poll } from "@/lib/server/logs/tail/poll";
import { TailedGroup } from "@/lib/server/logs/tail/tailed-group";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import type { LogsParams } from "@/lib/url/logs";

const HEARTBEAT_MS: DurationMs = 5 * SECOND_MS;
/** Updates that may wait for a slow reader. */
const BUFFERED = 200;

/**
 * What the sources log from now on, or from `sinceMs` (a watermark of an earlier tail, or the `nowMs` of a load), until
 * the reader stops. Each event comes once within a tail; its id is made of its content, so that two tails give it the
 * same one. Ends the AWS sessions when the reader stops or the view's signal aborts.
 */
export async function* tailLogs(
  view: ViewRequest,
  params: LogsParams,
  sinceMs: number | null,
): AsyncGenerator<TailMessage, void> {
  const { scope, leave } = leavable(view.scope);
  const channel = new Channel<TailMessage>(BUFFERED);
  try {
    const sources = await resolveSources({ ...view, scope }, params.sources);
    yield metaOf(view, sources);
    for (const message of troubles(sources)) yield message;
    const groups = groupsOf(sources).map(
      ([name, own]) => new TailedGroup(scope, (message) => channel.push(message), name, own, sinceMs),
    );
    Promise.all([followAll(scope, groups), beat(scope, groups, channel)]).then(
      () => channel.close(),
      (error: unknown) => channel.close(error),
    );
    yield* channel.read();
  } finally {
    leave();
    channel.close();
  }
}

function* troubles(sources: readonly ResolvedSource[]): Generator<TailMessage> {
  for (const { source, notes, failures } of sources) {
    yield* notes;
    for (const failure of failures) yield { type: "failure", source: source.key, failure };
  }
}

/** Sources that share a group are followed as one. */
function groupsOf(sources: readonly ResolvedSource[]): [string, readonly LogSource[]][] {
  const byGroup = new Map<string, LogSource[]>();
  for (const { source, groups } of sources) {
    for (const group of groups) byGroup.set(group, [...(byGroup.get(group) ?? []), source]);
  }
  return [...byGroup];
}

async function followAll(scope: CallScope, groups: readonly TailedGroup[]): Promise<void> {
  const known = await Promise.all(
    groups.map(async (group) => ({ group, arn: await arnOf(scope, group.group) })),
  );
  const live = known.flatMap(({ group, arn }): LiveGroup[] => (arn === null ? [] : [{ group, arn }]));
  const absent = known.flatMap(({ group, arn }) => (arn === null ? [group] : []));
  const chunks = Array.from({ length: Math.ceil(live.length / MAX_TAIL_GROUPS) }, (_, i) =>
    live.slice(i * MAX_TAIL_GROUPS, (i + 1) * MAX_TAIL_GROUPS),
  );
  await Promise.all([
    ...chunks.map((chunk) => followLive(scope, chunk)),
    ...absent.map((group) => poll(group, scope.signal, "The log group does not exist yet.")),
  ]);
}

/** null: there is no such group, which Live Tail refuses. Without the right to ask, it is made from the account. */
async function arnOf(scope: CallScope, group: string): Promise<string | null> {
  const { value, failures } = await optional(findLogGroup(scope, group));
  if (value !== null) return value.arn ?? madeUp(scope, group);
  return failures.length === 0 ? null : madeUp(scope, group);
}

async function madeUp(scope: CallScope, group: string): Promise<string | null> {
  const { value: caller } = await optional(getCallerIdentity(scope));
  const partition = /^arn:([\w-]+):/.exec(caller?.arn ?? "")?.[1] ?? "aws";
  return caller && `arn:${partition}:logs:${scope.region}:${caller.accountId}:log-group:${group}`;
}

async function beat(
  scope: CallScope,
  groups: readonly TailedGroup[],
  channel: Channel<TailMessage>,
): Promise<void> {
  for (;;) {
    const spent = scope.meter.snapshot();
    await channel.push({
      type: "heartbeat",
      nowMs: awsNow(scope.account),
      watermarkMs: Math.min(awsNow(scope.account), ...groups.map(({ watermarkMs }) => watermarkMs)),
      events: groups.reduce((sum, { count }) => sum + count, 0),
      awsCalls: spent.sent,
      costUsd: Number(spent.costUsd.toFixed(9)),
    });
    if (groups.length === 0) return;
    await pause(HEARTBEAT_MS, scope.signal);
  }
}
