import "server-only";
import { setMaxListeners } from "node:events";
import { lookupEvents, type TrailAttribute, trailWindow } from "@/lib/aws/cloudtrail";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import type { TrailEvent } from "@/lib/model/trail-event";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface Trail {
  readonly events: readonly TrailEvent[];
  /** Event history could be asked at all: nothing is missing but what `failures` says. */
  readonly readable: boolean;
  /** Some look-up had more pages than were read: the oldest events are missing. */
  readonly more: boolean;
  readonly failures: readonly Failure[];
}

const OPERATION = "cloudtrail:LookupEvents";

/** Two calls a second for the whole account: after this long, what is there has to do. */
const PATIENCE_MS = 10_000;

const NOTHING: Trail = { events: [], readable: false, more: false, failures: [] };

/**
 * Events of any of the attributes. The first look-up goes ahead alone: where the right is missing, one refusal is enough.
 * Never throws for AWS's sake.
 */
export async function readTrail(
  view: ViewRequest,
  attributes: readonly TrailAttribute[],
  window: Window,
  mostPages: number,
): Promise<Trail> {
  const known = trailWindow(window, view.nowMs);
  const [first, ...others] = attributes;
  if (first === undefined) return { ...NOTHING, readable: true };
  if (known === null) return { ...NOTHING, failures: [tooOld] };
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  const scope = { ...view.scope, signal: AbortSignal.any([view.scope.signal, deadline]) };
  // One signal hears of every look-up; Node warns of more than ten listeners otherwise.
  setMaxListeners(0, scope.signal);
  const ask = async (attribute: TrailAttribute): Promise<Trail> => {
    try {
      return { ...(await lookupEvents(scope, attribute, known, mostPages)), readable: true, failures: [] };
    } catch (error) {
      const failure = deadline.aborted && !view.scope.signal.aborted ? tooSlow : failureIn(error);
      if (!failure) throw error;
      return { ...NOTHING, failures: [failure] };
    }
  };
  const ahead = await ask(first);
  if (!ahead.readable) return ahead;
  const found = [ahead, ...(await Promise.all(others.map(ask)))];
  return {
    events: found.flatMap(({ events }) => events),
    readable: true,
    more: found.some(({ more }) => more),
    failures: found.flatMap(({ failures }) => failures).slice(0, 1),
  };
}

const tooOld: Failure = {
  kind: "partial",
  operation: OPERATION,
  message: "CloudTrail's event history keeps 90 days, and the window is older.",
  nextStep: "Who changed what so long ago is in a trail of the account, if it has one.",
  action: null,
  resource: null,
};

const tooSlow: Failure = {
  kind: "throttled",
  operation: OPERATION,
  message: `CloudTrail did not answer all questions within ${PATIENCE_MS / 1000} seconds.`,
  nextStep: "Load again in a moment: it answers two calls a second for the whole account.",
  action: null,
  resource: null,
};

/** What is told when there was more to read than a page waits for, or records could not be read. */
export function trailGaps(more: boolean, unreadable: number): readonly Failure[] {
  const gap = (message: string, nextStep: string): Failure => ({
    kind: "partial",
    operation: OPERATION,
    message,
    nextStep,
    action: null,
    resource: null,
  });
  return [
    ...(more
      ? [
          gap(
            "CloudTrail has more changes than are read for one page; the oldest are missing.",
            "Choose a shorter window.",
          ),
        ]
      : []),
    ...(unreadable > 0
      ? [
          gap(
            `${unreadable} of CloudTrail's records of changes could not be read.`,
            "Look at them in the event history of the AWS console.",
          ),
        ]
      : []),
  ];
}
