import "server-only";
import { formatDayClock, type Zone, zoneLabel } from "@/lib/base/format-time";
import type { Panel } from "@/lib/model/panel";
import type { ConcurrencyFigures, ConcurrencyView, LimitsFigures } from "@/lib/model/views/concurrency";
import { readConcurrency } from "@/lib/server/concurrency/read-concurrency";
import { readLimits } from "@/lib/server/concurrency/read-limits";
import { activeFunctionNames } from "@/lib/server/load-functions";
import { metaOf } from "@/lib/server/meta";
import { dataOf, panelOf } from "@/lib/server/panel-of";
import { tellTimeIn } from "@/lib/server/tell-time";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseColdStarts } from "@/lib/url/cold-starts";
import type { RawSearch } from "@/lib/url/search";

/** Each promise resolves to a state; none rejects for a fault of AWS. */
export interface ConcurrencyLoads {
  readonly concurrency: Promise<Panel<ConcurrencyFigures>>;
  readonly limits: Promise<Panel<LimitsFigures>>;
}

/** Metrics and configuration only: free of consent. `functions`: names, or none for all that ran. */
export function startConcurrency(
  view: ViewRequest,
  functions: readonly string[],
  zone: Zone,
): ConcurrencyLoads {
  const named =
    functions.length > 0 ? Promise.resolve({ names: functions, failures: [] }) : activeFunctionNames(view);
  // Both loads await it; a rejection is theirs to tell.
  named.catch(() => undefined);
  const time = tellTimeIn(view.window, zone);
  const day = (ms: number) => `${formatDayClock(ms, zone)} ${zoneLabel(ms, zone)}`;
  return {
    concurrency: panelOf(() => readConcurrency(view, named, { time, day })),
    limits: panelOf(() => readLimits(view, named, functions.length === 0, time)),
  };
}

/** The JSON twin. @throws BadParameter, AccountTrouble */
export async function loadConcurrency(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<ConcurrencyView> {
  const { functions } = parseColdStarts(search);
  const view = await openView(search, signal);
  const loads = startConcurrency(view, functions, zone);
  const [concurrency, limits] = await Promise.all([loads.concurrency, loads.limits]);
  return {
    meta: metaOf(view, { concurrency, limits }),
    concurrency: dataOf(concurrency),
    limits: dataOf(limits),
  };
}
