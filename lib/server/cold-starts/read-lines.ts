import "server-only";
import type { EnvironmentName } from "@/lib/cold-starts/gather-environment";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";
import { streamIdentity } from "@/lib/logs/stream-name";
import type { Failure } from "@/lib/model/failure";
import type { LogSource } from "@/lib/model/log";
import type { Interval } from "@/lib/model/views/logs";
import { platformLineOf } from "@/lib/server/cold-starts/platform-line-of";
import { LoadBudget } from "@/lib/server/logs/load-budget";
import { readGroup } from "@/lib/server/logs/read-group";
import type { ViewRequest } from "@/lib/server/view-request";

/** Platform lines only, so that the 100,000 are some 50,000 invocations. */
const LIMITS = { events: 100_000, bytes: 48 * 1024 * 1024 };

/** What AWS returns of a group: lines of the platform in either format, and few others. [D FilterAndPatternSyntax] */
const PATTERN = [
  "START RequestId: ",
  "REPORT RequestId: ",
  "INIT_START ",
  "INIT_REPORT ",
  "RESTORE_START ",
  "RESTORE_REPORT ",
  "Task timed out after ",
  "Error: Runtime exited ",
  "LAMBDA_RUNTIME Failed to post handler success response",
  '\\"type\\":\\"platform.',
]
  .map((phrase) => `?"${phrase}"`)
  .join(" ");

export interface StreamLines {
  readonly name: EnvironmentName;
  readonly lines: readonly PlatformLine[];
}

export interface LinesRead {
  readonly streams: readonly StreamLines[];
  readonly events: number;
  /** Groups of which a part was not read: the limit was reached or AWS failed. */
  readonly cut: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/** The platform's lines of some groups, by stream. A group that does not exist is no failure. */
export async function readPlatformLines(
  view: ViewRequest,
  groups: readonly string[],
  read: Interval,
): Promise<LinesRead> {
  const budget = new LoadBudget(LIMITS);
  const streams = new Map<string, { name: EnvironmentName; lines: PlatformLine[] }>();
  const [cut, absent] = [new Set<string>(), new Set<string>()];
  const failures: Failure[] = [];
  const readOne = async (group: string) => {
    const source = sourceOf(group);
    // Slices that are asked for again may bring an event twice.
    const seen = new Set<string>();
    const outcome = await readGroup(
      view.scope,
      { group, intervals: [read], pattern: PATTERN },
      budget,
      async (events) => {
        for (const event of events) {
          if (seen.has(event.id)) continue;
          seen.add(event.id);
          const line = platformLineOf(event, source);
          if (line === null) continue;
          const key = `${group} ${event.stream}`;
          const known = streams.get(key);
          if (known === undefined) streams.set(key, { name: nameOf(group, event.stream), lines: [line] });
          else known.lines.push(line);
        }
      },
    );
    if (outcome.failure?.kind === "not-found") absent.add(group);
    else if (outcome.failure !== null) failures.push(outcome.failure);
    if (outcome.unread.length > 0 && !absent.has(group)) cut.add(group);
  };
  await Promise.all(groups.map(readOne));
  return { streams: [...streams.values()], events: budget.events, cut, absent, failures };
}

export function nameOf(group: string, stream: string): EnvironmentName {
  return { ...streamIdentity(group, stream), group, stream };
}

function sourceOf(group: string): LogSource {
  return {
    key: `group:${group}`,
    kind: "group",
    label: group,
    group,
    functionName: null,
    accessLogFormat: null,
  };
}
