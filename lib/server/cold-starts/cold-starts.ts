import "server-only";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { ceilTo, floorTo, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import type { ColdStarts } from "@/lib/model/views/cold-starts";
import type { FoundInits } from "@/lib/server/cold-starts/found-inits";
import { readBeside } from "@/lib/server/cold-starts/read-beside";
import { readPlatformLines } from "@/lib/server/cold-starts/read-lines";
import { readRoutes } from "@/lib/server/cold-starts/read-routes";
import { readSums } from "@/lib/server/cold-starts/read-sums";
import { stoppingFor } from "@/lib/server/cold-starts/stopping";
import { groupsOf, type Subject, subjectsOf } from "@/lib/server/cold-starts/subjects";
import { tellColdStarts } from "@/lib/server/cold-starts/tell";
import { metaOf } from "@/lib/server/meta";
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
  const [found, beside] = await Promise.all([
    way === "lines" ? byLines(view, subjects, reach) : bySums(view, subjects, reach, params.consent),
    readBeside(view, subjects, way === "lines"),
  ]);
  const felt =
    params.routes && found.lines !== null
      ? await readRoutes(view, subjects, found.lines.streams, reach.window)
      : { routes: null, missing: [], failures: [] };
  const missing = [...failures, ...found.failures, ...beside.failures, ...felt.failures];
  const told = tellColdStarts(view.region, subjects, reach, found, beside);
  return {
    meta: metaOf(view, {
      coldStarts:
        missing.length === 0
          ? { state: "ok", data: null }
          : { state: "partial", data: null, failures: missing },
    }),
    failures: missing,
    ...found.told,
    routes:
      felt.routes?.map((one) => ({ ...one, stopping: stoppingFor(one.functions, told.functions) })) ?? null,
    routesMissing: felt.missing,
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

async function byLines(view: ViewRequest, subjects: readonly Subject[], reach: Reach): Promise<FoundInits> {
  const groups = [...new Set(subjects.map(({ group }) => group))];
  const lines = await readPlatformLines(view, groups, reach.read);
  return {
    environments: lines.streams.map(({ name, lines: own }) => gatherEnvironment(name, own, reach.window)),
    cut: lines.cut,
    absent: lines.absent,
    failures: lines.failures,
    lines,
    told: {
      by: "lines",
      state: "complete",
      estimate: null,
      bytesScanned: null,
      eventsRead: lines.events,
    },
  };
}

async function bySums(
  view: ViewRequest,
  subjects: readonly Subject[],
  reach: Reach,
  consent: boolean,
): Promise<FoundInits> {
  const groups = await groupsOf(view, subjects);
  const absent = new Set([...groups].flatMap(([name, info]) => (info === null ? [name] : [])));
  const existing = [...new Set(subjects.map(({ group }) => group))].filter((name) => !absent.has(name));
  const estimate = estimateScan([...groups.values()], reach.read, view.nowMs);
  const empty = { environments: [], cut: new Set<string>(), absent, failures: [], lines: null };
  if (!consent) {
    const told = {
      by: "insights",
      state: "needs-consent",
      estimate,
      bytesScanned: null,
      eventsRead: null,
    } as const;
    return { ...empty, told };
  }
  const sums = await readSums(view, existing, reach);
  return {
    ...empty,
    environments: sums.environments,
    cut: sums.cut,
    failures: sums.failures,
    told: {
      by: "insights",
      state: "complete",
      estimate,
      bytesScanned: sums.bytesScanned,
      eventsRead: null,
    },
  };
}
