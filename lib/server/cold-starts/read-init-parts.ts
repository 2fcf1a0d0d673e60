import "server-only";
import { getTraces } from "@/lib/aws/xray";
import { percentile } from "@/lib/base/statistics";
import type { Span } from "@/lib/cold-starts/environment-facts";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import type { FoundBeside } from "@/lib/server/cold-starts/found-inits";
import type { LinesRead } from "@/lib/server/cold-starts/read-lines";
import type { Subject } from "@/lib/server/cold-starts/subjects";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { initPartsIn } from "@/lib/traces/init-parts";

/** Four calls of five traces each. */
const MOST_TRACES = 20;

/** What the cold starts of one function consisted of, from the traces that its own REPORT lines name. */
export async function readInitParts(
  view: ViewRequest,
  { name, group }: Subject,
  { streams }: LinesRead,
  window: Span,
): Promise<Pick<FoundBeside, "initParts" | "failures">> {
  const cold = streams.flatMap(({ name: stream, lines: own }) =>
    stream.group === group && (stream.functionName ?? name) === name
      ? own.filter(
          ({ atMs, initMs, restoreMs }) =>
            (initMs !== null || restoreMs !== null) && atMs >= window.fromMs && atMs < window.toMs,
        )
      : [],
  );
  const sampled = cold
    .filter(({ traceId }) => traceId !== null)
    .sort((a, b) => b.atMs - a.atMs)
    .flatMap(({ traceId }) => traceId ?? []);
  const ids = sampled.slice(0, MOST_TRACES);
  // Without ids it asks nothing.
  const { value, failures } = await optional(getTraces(view.scope, ids));
  if (value === null) return { initParts: new Map(), failures };
  const parts = value.traces.flatMap(({ documents }) => initPartsIn(documents, name));
  const at = (figure: "placementMs" | "ownMs", p: number) =>
    percentile(
      parts.map((one) => one[figure]),
      p,
    ) ?? null;
  const found: NonNullable<ColdFunction["initParts"]> = {
    coldStarts: cold.length,
    sampled: sampled.length,
    traces: parts.length,
    placementP50Ms: at("placementMs", 50),
    placementP95Ms: at("placementMs", 95),
    ownP50Ms: at("ownMs", 50),
    ownP95Ms: at("ownMs", 95),
  };
  return { initParts: new Map([[name, found]]), failures };
}
