import "server-only";
import type { Panel } from "@/lib/model/panel";
import type { Answer } from "@/lib/model/views/overview";
import type { Permissions, SettingsView } from "@/lib/model/views/settings";
import { metaOf } from "@/lib/server/meta";
import { dataOf, panelOf } from "@/lib/server/panel-of";
import { loadAccounts } from "@/lib/server/settings/accounts";
import { loadIdentity } from "@/lib/server/settings/identity";
import { loadPermissions } from "@/lib/server/settings/permissions";
import { loadReadiness } from "@/lib/server/settings/readiness";
import { openView } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

/** `/api/settings`. @throws BadParameter, AccountTrouble */
export async function loadSettingsView(search: RawSearch, signal: AbortSignal): Promise<SettingsView> {
  const view = await openView(search, signal);
  const [identity, permissions, readiness, { accounts }] = await Promise.all([
    panelOf(() => loadIdentity(view)),
    panelOf(() => loadPermissions(view)),
    panelOf(() => loadReadiness(view)),
    loadAccounts(view),
  ]);
  return {
    meta: metaOf(view, { identity, permissions, readiness }),
    answer: answerOf(permissions),
    identity: dataOf(identity),
    permissions: dataOf(permissions),
    readiness: dataOf(readiness),
    accounts: [...accounts],
  };
}

/** May the app read what it needs? */
export function answerOf(permissions: Panel<Permissions>): Answer {
  return (
    dataOf(permissions)?.answer ?? { health: "unknown", sentence: "Cannot tell: nothing could be tried." }
  );
}
