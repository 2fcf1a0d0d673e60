import "server-only";
import type { Panel } from "@/lib/model/panel";
import type { Answer } from "@/lib/model/views/overview";
import type { Identity, SettingsView } from "@/lib/model/views/settings";
import { metaOf } from "@/lib/server/meta";
import { dataOf, panelOf } from "@/lib/server/panel-of";
import { loadIdentity } from "@/lib/server/settings/identity";
import { openView } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

/** `/api/settings`. @throws BadParameter, AccountTrouble */
export async function loadSettingsView(search: RawSearch, signal: AbortSignal): Promise<SettingsView> {
  const view = await openView(search, signal);
  const identity = await panelOf(() => loadIdentity(view));
  return {
    meta: metaOf(view, { identity }),
    answer: answerOf(identity),
    identity: dataOf(identity),
  };
}

/** One sentence about who asks. */
export function answerOf(identity: Panel<Identity>): Answer {
  const data = dataOf(identity);
  if (data === null) return { health: "unknown", sentence: "Cannot tell whose credentials these are." };
  return {
    health: "ok",
    sentence: `${data.principal} of account ${data.accountId} answers in ${data.region}.`,
  };
}
