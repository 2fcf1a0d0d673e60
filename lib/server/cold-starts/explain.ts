import "server-only";
import { percentile } from "@/lib/base/statistics";
import { type ColdCause, coldCauses } from "@/lib/cold-starts/causes";
import { classify } from "@/lib/cold-starts/classify";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import { feltWaits } from "@/lib/cold-starts/felt-by-route";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { idleGaps } from "@/lib/cold-starts/idle-gaps";
import { type ProvisionedFacts, provisionedSteps } from "@/lib/cold-starts/provisioned-steps";
import { regularCalls, type TimedCall } from "@/lib/cold-starts/regular-calls";
import { runsOf } from "@/lib/cold-starts/runs";
import { timelineOf } from "@/lib/cold-starts/timeline";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import type { StreamLines } from "@/lib/server/cold-starts/read-lines";

/** Why one function had cold starts, and what would have helped, from its lines. A price that is null has no dollars. */
export function explain(
  streams: readonly StreamLines[],
  reach: Reach,
  config: Pick<ProvisionedFacts, "memoryMb" | "prices" | "keptNow">,
): NonNullable<ColdFunction["explained"]> {
  const { window, read } = reach;
  const timelines = streams.map(({ name, lines }) => {
    const environment = gatherEnvironment(name, lines, read);
    // Judged over all that was read: what lies before the window tells of what came later.
    const init = classify(environment, { window: read, read });
    return timelineOf(name, lines, {
      beganMs: environment.startedMs,
      felt: init?.felt === true,
      kept: init?.kind === "provisioned",
    });
  });
  const causes = coldCauses(timelines, window.fromMs, window.toMs);
  const count = (cause: ColdCause) => causes.filter((one) => one.cause === cause).length;
  const runs = runsOf(timelines, window.fromMs, window.toMs);
  return {
    idle: idleGaps(timelines),
    causes: {
      burst: count("burst"),
      idle: count("idle"),
      deployment: count("deployment"),
      first: count("first"),
    },
    regular: regularCalls(callsOf(streams), window.fromMs, window.toMs),
    durationP50Ms:
      percentile(
        runs.map(({ durationMs }) => durationMs),
        50,
      ) ?? null,
    provisioned: provisionedSteps({ ...config, causes, runs, lengthMs: window.toMs - window.fromMs }),
  };
}

function callsOf(streams: readonly StreamLines[]): TimedCall[] {
  return streams.flatMap(({ lines }) => {
    const waited = new Set(feltWaits(lines).map(([requestId]) => requestId));
    return lines.flatMap(({ what, atMs, requestId }) =>
      what === "start" ? [{ atMs, felt: requestId !== null && waited.has(requestId) }] : [],
    );
  });
}
