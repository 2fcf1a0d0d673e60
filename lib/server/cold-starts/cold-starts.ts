import "server-only";
import { ceilTo, floorTo, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import type { ColdStarts } from "@/lib/model/views/cold-starts";
import { feltRoutes } from "@/lib/server/cold-starts/felt-routes";
import { byLines, bySums } from "@/lib/server/cold-starts/find-inits";
import { readBeside } from "@/lib/server/cold-starts/read-beside";
import { readInitParts } from "@/lib/server/cold-starts/read-init-parts";
import { stageLogs } from "@/lib/server/cold-starts/stage-logs";
import { type Subject, subjectsOf } from "@/lib/server/cold-starts/subjects";
import { tellColdStarts } from "@/lib/server/cold-starts/tell";
import { metaOf } from "@/lib/server/meta";
import { optional } from "@/lib/server/panel-of";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { type ColdStartParams, type ColdStartWay, parseColdStarts } from "@/lib/url/cold-starts";
import type { RawSearch } from "@/lib/url/search";

/** As much as can be read in the time of a page: a few functions for a few hours. */
const FEW = 5;
const NARROW_MS = 3 * HOUR_MS;
/** An environment that lay idle for longer is gone, so that what ended its process before matters no more. */
const BEFORE_MS = 15 * MINUTE_MS;
/** An init, and a REPORT that is on its way. */
const AFTER_MS = 15 * SECOND_MS;
/** [D gettingstarted-limits] */
const LONGEST_TIMEOUT_MS = 15 * MINUTE_MS;

/**
 * `/api/cold-starts`: which requests waited for an init, of which kind, for how long and for how much. By the platform's
 * lines, or by one query of Logs Insights for up to 50 groups, which needs consent; both give the same figures.
 * @throws BadParameter, AccountTrouble
 */
export async function loadColdStarts(search: RawSearch, signal: AbortSignal): Promise<ColdStarts> {
  const params = parseColdStarts(search);
  const view = await openView(search, signal);
  const { subjects, failures } = await subjectsOf(view, params.functions);
  const reach = reachOf(view, subjects);
  const way = wayOf(params, subjects, view);
  const besideLoad = readBeside(view, subjects, way === "lines");
  const stages = params.routes && way === "insights" ? await optional(stageLogs(view)) : null;
  const [found, beside] = await Promise.all([
    way === "lines"
      ? byLines(view, subjects, reach)
      : bySums(view, subjects, reach, params.consent, stages?.value?.stages ?? null),
    besideLoad,
  ]);
  const [only] = subjects;
  const traced =
    subjects.length === 1 && only !== undefined && found.lines !== null
      ? await readInitParts(view, only, found.lines, reach.window)
      : { initParts: new Map(), failures: [] };
  const told = tellColdStarts(view.region, subjects, reach, found, { ...beside, ...traced });
  const felt = params.routes
    ? await feltRoutes(view, subjects, reach, found, told.functions, stages?.value?.stages ?? null)
    : null;
  const missing = [
    ...failures,
    ...found.failures,
    ...beside.failures,
    ...traced.failures,
    ...(stages?.failures ?? []),
    ...(stages?.value?.failures ?? []),
    ...(felt?.failures ?? []),
  ];
  return {
    meta: metaOf(view, {
      coldStarts:
        missing.length === 0
          ? { state: "ok", data: null }
          : { state: "partial", data: null, failures: missing },
    }),
    failures: missing,
    ...found.told,
    bytesScanned:
      found.told.bytesScanned === null ? null : found.told.bytesScanned + (felt?.bytesScanned ?? 0),
    routes: felt?.routes ?? null,
    routesMissing: felt?.missing ?? [],
    ...told,
  };
}

function wayOf(
  { by, functions }: ColdStartParams,
  subjects: readonly Subject[],
  view: ViewRequest,
): ColdStartWay {
  if (by !== null) return by;
  const few = functions.length > 0 && subjects.length <= FEW;
  return few && view.window.toMs - view.window.fromMs <= NARROW_MS ? "lines" : "insights";
}

/** Whole seconds, which is as fine as Logs Insights takes them. */
function reachOf({ window, nowMs }: ViewRequest, subjects: readonly Subject[]): Reach {
  const longestMs = subjects.reduce(
    (longest, { config }) => Math.max(longest, config?.timeoutMs ?? LONGEST_TIMEOUT_MS),
    0,
  );
  const until = Math.max(window.toMs, Math.min(nowMs, window.toMs + longestMs + AFTER_MS));
  return {
    window,
    read: { fromMs: floorTo(window.fromMs - BEFORE_MS, SECOND_MS), toMs: ceilTo(until, SECOND_MS) },
  };
}
