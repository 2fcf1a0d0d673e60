import "server-only";
import type { Zone } from "@/lib/base/format-time";
import type { IncidentsView } from "@/lib/model/views/incidents";
import { readIncidents } from "@/lib/server/incidents/read-incidents";
import { metaOf } from "@/lib/server/meta";
import { dataOf, panelOf } from "@/lib/server/panel-of";
import { openView } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

/** `/api/incidents`. @throws BadParameter, AccountTrouble */
export async function loadIncidents(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<IncidentsView> {
  const view = await openView(search, signal);
  const incidents = await panelOf(() => readIncidents(view, zone).whole);
  return { meta: metaOf(view, { incidents }), incidents: dataOf(incidents) };
}
