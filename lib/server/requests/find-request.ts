import "server-only";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { IdRef } from "@/lib/model/request";
import { chooseId, type FoundId, findIds, traceBeginMs } from "@/lib/model/request-ids";
import { w3cTraceId } from "@/lib/model/trace-id";
import { type AccountLists, loadLists } from "@/lib/server/requests/account-map";
import { type Gathered, gather, type SearchWindow } from "@/lib/server/requests/gather";
import {
  findByInsights,
  GROUPS_ONE_BY_ONE,
  planSearch,
  type SearchEngine,
} from "@/lib/server/requests/plan-search";
import type { ViewRequest } from "@/lib/server/view-request";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";

export interface FindOptions {
  /** Where the reader saw the id. */
  readonly atMs?: number | null;
  /** The reader agreed to a search that is billed. */
  readonly consent?: boolean;
}

export interface FoundRequest {
  readonly text: string;
  readonly chosen: FoundId;
  /** Further ids of the text. */
  readonly others: readonly FoundId[];
  readonly lists: AccountLists;
  readonly gathered: Gathered;
  readonly engine: SearchEngine;
  /** The whole window in all groups would be billed, and was not agreed to: only its end was searched. */
  readonly shortened: boolean;
  readonly groupsLeftOut: readonly string[];
}

const NEAR_MS = 15 * MINUTE_MS;
/** Asynchronous work of a trace may go on for as long. */
const TRACE_AFTER_MS = 30 * MINUTE_MS;
const FREE_WINDOW_MS = HOUR_MS;

/** @throws BadParameter for a text without any id. */
export function idOf(text: string): { readonly chosen: FoundId; readonly others: readonly FoundId[] } {
  const found = findIds(text);
  const chosen = chooseId(found);
  if (chosen === null) {
    throw new BadParameter(
      "id",
      `There is no request id in ${quoteInput(text)}. Accepted are request ids of API Gateway and of Lambda, extended request ids such as Vts2pH6ArPEFcuQ=, trace ids in either spelling, or a text that holds one of them.`,
    );
  }
  return { chosen, others: found.filter((one) => one !== chosen) };
}

/**
 * Looks an id up: around the time that is known of it, else in the view's window. Takes the lists, one search of all
 * groups, and one or two more rounds for what is joined with it.
 */
export async function findRequest(
  view: ViewRequest,
  text: string,
  { atMs = null, consent = false }: FindOptions,
): Promise<FoundRequest> {
  const { chosen, others } = idOf(text);
  const lists = await loadLists(view);
  const all = groupsOf(lists);
  // AWS writes its ids in lower case; one that a caller set may have any.
  const spellings = chosen.kinds.includes("lambda") ? [chosen.id, chosen.id.toLowerCase()] : [chosen.id];
  const start = [...new Set(spellings)].flatMap((id) => chosen.kinds.map((kind): IdRef => ({ kind, id })));
  const near = nearWindow(view, chosen, atMs);
  const plan = planSearch(infosOf(all, lists), view.window, view.nowMs);
  const shared = { text, chosen, others, lists };
  if (plan.engine === "logs-insights" && consent) {
    const texts = chosen.kinds[0] === "trace" ? [chosen.id, w3cTraceId(chosen.id)] : [...new Set(spellings)];
    const hits = await findByInsights(view, all, texts, view.window);
    const groups = hits.groups.length > 0 ? hits.groups : all.slice(0, 1);
    const windows = [hits.window ?? lastOf(view.window, MINUTE_MS)];
    const gathered = await gather(view, { lists, start, windows, groups });
    const searched = hits.window === null ? [view.window] : gathered.searched;
    return {
      ...shared,
      gathered: { ...gathered, searched },
      engine: plan.engine,
      shortened: false,
      groupsLeftOut: [],
    };
  }
  const shortened = plan.engine === "logs-insights";
  const groups = all.slice(0, GROUPS_ONE_BY_ONE);
  const whole = shortened ? lastOf(view.window, FREE_WINDOW_MS) : view.window;
  const windows = near === null ? [whole] : [near, whole];
  return {
    ...shared,
    gathered: await gather(view, { lists, start, windows, groups }),
    engine: "filter-log-events",
    shortened,
    groupsLeftOut: all.slice(GROUPS_ONE_BY_ONE),
  };
}

/** A trace id tells when it began, and a link where it was seen: there it is cheapest. */
function nearWindow(view: ViewRequest, { id, kinds }: FoundId, atMs: number | null): SearchWindow | null {
  const beganMs = kinds[0] === "trace" ? traceBeginMs(id) : null;
  const latest = view.nowMs + MINUTE_MS;
  const near =
    beganMs !== null
      ? { fromMs: beganMs - MINUTE_MS, toMs: Math.min(beganMs + TRACE_AFTER_MS, latest) }
      : atMs !== null
        ? { fromMs: atMs - NEAR_MS, toMs: Math.min(atMs + NEAR_MS, latest) }
        : null;
  return near !== null && near.toMs > near.fromMs ? near : null;
}

function lastOf({ fromMs, toMs }: SearchWindow, lengthMs: number): SearchWindow {
  return { fromMs: Math.max(fromMs, toMs - lengthMs), toMs };
}

/** Log groups by name, what is known of each; a group that was not listed has an unknown size. */
export function infosOf(names: readonly string[], { groups }: AccountLists): readonly LogGroupInfo[] {
  const byName = new Map((groups ?? []).map((group) => [group.name, group]));
  return names.map(
    (name) =>
      byName.get(name) ?? {
        name,
        arn: null,
        createdMs: null,
        retentionDays: null,
        storedBytes: null,
        logClass: "STANDARD",
      },
  );
}

/** Groups in which a request may be told of: those of stages and functions first. */
export function groupsOf({ functions, apis, groups }: AccountLists): readonly string[] {
  const ofFunctions = functions.map(({ logGroup }) => logGroup);
  if (groups === null) return [...new Set(ofFunctions)];
  const existing = new Set(groups.filter(({ logClass }) => logClass !== "DELIVERY").map(({ name }) => name));
  // The lines of a canary are in its stage's own execution log as well. [D canary-release]
  const rest = [...existing].filter(
    (name) => !(name.startsWith("API-Gateway-Execution-Logs_") && name.endsWith("/Canary")),
  );
  const executions = rest.filter((name) =>
    apis.some(({ id }) => name.startsWith(`API-Gateway-Execution-Logs_${id}/`)),
  );
  return [...new Set([...executions, ...ofFunctions.filter((name) => existing.has(name)), ...rest])];
}
