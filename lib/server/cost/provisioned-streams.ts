import "server-only";
import { getLogEvents } from "@/lib/aws/log-events";
import { describeLogStreams } from "@/lib/aws/logs";
import { MINUTE_MS } from "@/lib/base/time";
import type { LogEvent } from "@/lib/model/log";
import type { RowStream } from "@/lib/server/cost/usage-rows";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Two calls a stream. More environments than this are left unknown. */
const MOST_STREAMS = 60;
/** An init ahead of time may take up to 15 minutes; its report follows the first line. [D gettingstarted-limits] */
const INIT_REACH_MS = MINUTE_MS;

export function streamKey({ group, stream }: RowStream): string {
  return `${group} ${stream}`;
}

/**
 * Which environments were started by provisioned concurrency, by `streamKey`: only how a stream begins tells, and that
 * may be long before the window. A stream whose beginning is gone or could not be read is left out.
 */
export async function provisionedStreams(
  view: ViewRequest,
  streams: readonly RowStream[],
): Promise<ReadonlyMap<string, boolean>> {
  const found = await Promise.all(
    streams.slice(0, MOST_STREAMS).map(async (one) => {
      const { value } = await optional(beginsProvisioned(view, one));
      return value === null ? [] : [[streamKey(one), value] as const];
    }),
  );
  return new Map(found.flat());
}

async function beginsProvisioned(view: ViewRequest, { group, stream }: RowStream): Promise<boolean | null> {
  const [info] = await describeLogStreams(view.scope, group, stream);
  const firstMs = info?.name === stream ? info.firstEventMs : null;
  if (firstMs === null) return null;
  const toMs = Math.min(view.nowMs, firstMs + INIT_REACH_MS);
  for await (const { events } of getLogEvents(view.scope, { group, stream, fromMs: firstMs, toMs })) {
    return events.length === 0 ? null : toldBy(events);
  }
  return null;
}

/**
 * JSON names the type; in text a successful INIT_REPORT stands for provisioned concurrency alone, a restore has lines of
 * its own. [D lambda-runtime-environment, telemetry-schema-reference]
 */
function toldBy(events: readonly LogEvent[]): boolean | null {
  const before = events.slice(0, Math.max(1, firstStart(events)));
  const begins = before.some(({ message }) => /^INIT_START |"type":"platform\.initStart"/.test(message));
  if (!begins) return null;
  return before.some(
    ({ message }) =>
      message.includes('"initializationType":"provisioned-concurrency"') ||
      (message.startsWith("INIT_REPORT ") && !message.includes("Status: ")),
  );
}

function firstStart(events: readonly LogEvent[]): number {
  const at = events.findIndex(({ message }) => /^START RequestId: |"type":"platform\.start"/.test(message));
  return at < 0 ? events.length : at;
}
