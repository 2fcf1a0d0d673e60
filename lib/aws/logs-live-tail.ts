import "server-only";
import { StartLiveTailCommand, type StartLiveTailResponseStream } from "@aws-sdk/client-cloudwatch-logs";
import { budget } from "@/lib/aws/budget";
import { callPrices } from "@/lib/aws/call-prices";
import { type CallScope, targetKey } from "@/lib/aws/call-scope";
import { logsClient } from "@/lib/aws/clients";
import { callStream } from "@/lib/aws/gateway";
import { SharedStreams } from "@/lib/aws/shared-streams";
import { numberOf } from "@/lib/aws/wire";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import { processWide } from "@/lib/config/process-wide";

/** One session follows so many groups. [M StartLiveTail] */
export const MAX_TAIL_GROUPS = 10;

/** An event as Live Tail gives it: without an id. */
export interface TailedEvent {
  readonly group: string;
  readonly stream: string;
  readonly timestampMs: number;
  readonly ingestionMs: number;
  readonly message: string;
}

export type LiveTailEvent =
  | { readonly type: "start" }
  /** About one a second, empty ones too. At most 500 events: beyond that a sample, and `sampled` is set. */
  | { readonly type: "update"; readonly sampled: boolean; readonly events: readonly TailedEvent[] }
  | { readonly type: "other" };

/** AWS itself keeps ten updates for a slow reader. It sends one every second. [M StartLiveTail] */
const limits = { kept: 10, silenceMs: 10 * SECOND_MS };

/**
 * StartLiveTail over log groups, by ARN without a closing `:*`, whatever becomes visible from now on. All who follow the
 * same groups share one session: an account has 15, and pays for each. It is charged to the one who opened it, and ends
 * when the last one stops reading or leaves. AWS ends it after three hours, and our budget when it is used up, with an
 * `AwsFailure`. A reader who is too slow hears that its next update is `sampled`.
 */
export async function* startLiveTail(
  scope: CallScope,
  groupArns: readonly string[],
): AsyncGenerator<LiveTailEvent, void> {
  const streams = processWide("live tails", () => new SharedStreams<LiveTailEvent>(limits));
  const key = `${targetKey(scope)} ${groupArns.toSorted().join(" ")}`;
  if (streams.has(key)) scope.meter.count("logs:StartLiveTail", "shared");
  const events = streams.join(key, scope.signal, (signal) => openLiveTail({ ...scope, signal }, groupArns));
  for await (const { value, missed } of events) {
    yield missed && value.type === "update" ? { ...value, sampled: true } : value;
  }
}

async function* openLiveTail(
  scope: CallScope,
  groupArns: readonly string[],
): AsyncGenerator<LiveTailEvent, void> {
  const events = callStream(scope, {
    service: "logs",
    operation: "StartLiveTail",
    key: { groups: groupArns },
    open: async (signal) => {
      const { responseStream } = await logsClient(scope).send(
        new StartLiveTailCommand({ logGroupIdentifiers: [...groupArns] }),
        { abortSignal: signal },
      );
      return responseStream ?? nothing();
    },
    read: eventOf,
  });
  // Every begun minute is billed; the first one was charged when the session was asked for.
  const timer = setInterval(
    () => scope.meter.charge("logs:StartLiveTail", { costUsd: callPrices.perLiveTailMinuteUsd }),
    MINUTE_MS,
  );
  try {
    for await (const event of events) {
      if (budget().isUsedUp()) throw budget().refuse("logs", "StartLiveTail");
      yield event;
    }
  } finally {
    clearInterval(timer);
  }
}

function eventOf(wire: StartLiveTailResponseStream): LiveTailEvent {
  if (wire.sessionStart !== undefined) return { type: "start" };
  if (wire.sessionUpdate === undefined) return { type: "other" };
  const { sessionMetadata, sessionResults } = wire.sessionUpdate;
  return {
    type: "update",
    sampled: sessionMetadata?.sampled === true,
    events: (sessionResults ?? []).flatMap((result) => {
      const timestampMs = numberOf(result.timestamp);
      if (timestampMs === null) return [];
      return [
        {
          group: groupNameOf(result.logGroupIdentifier ?? ""),
          stream: result.logStreamName ?? "",
          timestampMs,
          ingestionMs: numberOf(result.ingestionTime) ?? timestampMs,
          message: result.message ?? "",
        },
      ];
    }),
  };
}

/** `arn:…:log-group:NAME`, `123456789012:NAME` or `NAME` → NAME: the documentation leaves open which it is. */
function groupNameOf(identifier: string): string {
  return identifier.replace(/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/, "").replace(/^\d{12}:|:\*$/g, "");
}

async function* nothing(): AsyncGenerator<StartLiveTailResponseStream, void> {}
