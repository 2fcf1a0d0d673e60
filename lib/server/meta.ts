import "server-only";
import { isoFromEpochMs } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import type { Meta } from "@/lib/model/views/common";
import type { ViewRequest } from "@/lib/server/view-request";

/** `meta` of a JSON answer: call it after all panels are there, so that calls and dollars are whole. */
export function metaOf(view: ViewRequest, panels: Readonly<Record<string, Panel<unknown>>>): Meta {
  const spent = view.scope.meter.snapshot();
  return {
    fromMs: view.range.fromMs,
    toMs: view.range.toMs,
    from: isoFromEpochMs(view.range.fromMs),
    to: isoFromEpochMs(view.range.toMs),
    region: view.region,
    incomplete: Object.entries(panels).flatMap(([what, panel]) => incompleteness(what, panel)),
    awsCalls: spent.sent,
    costUsd: Number(spent.costUsd.toFixed(9)),
  };
}

function incompleteness(what: string, panel: Panel<unknown>): Meta["incomplete"] {
  const row = (failure: Failure) => ({
    what,
    reason: `${failure.operation}: ${failure.message}`,
    action: failure.nextStep,
  });
  // An account without functions is all there is to know, not a part of it.
  if (panel.state === "ok" || panel.state === "empty") return [];
  return panel.state === "partial" ? panel.failures.map(row) : [row(panel.failure)];
}
