import "server-only";
import { describeLogGroups } from "@/lib/aws/logs";
import { HOUR_MS } from "@/lib/base/time";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { totalWaste } from "@/lib/cost/waste/total-waste";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { Panel } from "@/lib/model/panel";
import { type CostWaste, type WasteOfKind, wasteKinds } from "@/lib/model/views/cost-waste";
import type { CostFunction, CostSubjects } from "@/lib/server/cost/subjects";
import { toldKind, untoldKind } from "@/lib/server/cost/waste/kinds";
import { lookForIdle, lookForNeverExpiring } from "@/lib/server/cost/waste/look-configuration";
import { type LineKind, lookInLines } from "@/lib/server/cost/waste/look-lines";
import {
  type LinePlan,
  type LinesFound,
  planLines,
  readLines,
  retryReach,
} from "@/lib/server/cost/waste/read-lines";
import { readWasteMetrics } from "@/lib/server/cost/waste/read-metrics";
import { optional, panelOf } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface WasteOptions {
  readonly list: PriceList;
  /** Logs Insights may run its two queries, which cost what they scan. */
  readonly consent: boolean;
  /** Only the functions named were asked about: log groups of others do not count. */
  readonly named: boolean;
}

/** What is paid for nothing: at once what configuration and metrics tell, on consent what only log lines do. */
export function loadWaste(
  view: ViewRequest,
  subjects: Promise<CostSubjects>,
  { list, consent, named }: WasteOptions,
): Promise<Panel<CostWaste>> {
  return panelOf<CostWaste>(async () => {
    const [{ functions, unreadProvisioned }, groups] = await Promise.all([
      subjects,
      optional(describeLogGroups(view.scope)),
    ]);
    const windowMs = Math.min(view.window.toMs, view.nowMs) - view.window.fromMs;
    if (windowMs <= 0) {
      return {
        empty: { reason: "This window has not begun.", nextStep: "Choose a window that has." },
      };
    }
    const metrics = await optional(readWasteMetrics(view, functions, retryReach(view)));
    const plan = planLines(view, functions, groups.value, metrics.value?.failingAsync ?? new Map());
    const lines = consent && plan.groups.length > 0 ? await readLines(view, functions, plan) : null;
    const state = stateOf(plan, lines, consent);
    const own = ownGroups(groups.value, named ? functions : null);
    const kinds = wasteKinds.map((kind): WasteOfKind => {
      if (kind === "idle-provisioned") {
        const idle = lookForIdle(functions, metrics.value, unreadProvisioned.names, windowMs, list);
        return toldKind(kind, idle, windowMs, list);
      }
      if (kind === "never-expiring") {
        return own === null
          ? untoldKind(kind, "unknown", `Log groups cannot be listed: ${groups.failures[0]?.message ?? ""}`)
          : toldKind(kind, lookForNeverExpiring(own, view.nowMs, list), windowMs, list);
      }
      return ofLines(kind, functions, plan, lines, windowMs, list);
    });
    return {
      data: {
        fromMs: view.window.fromMs,
        toMs: view.window.toMs,
        windowMs,
        priceList: { id: list.id, region: list.region, notices: [...list.notices] },
        logs: { state, estimate: { ...plan.estimate }, bytesScanned: lines?.bytesScanned ?? null },
        total: totalOf(kinds),
        kinds,
        notes: notesOn(windowMs),
      },
      failures: [
        ...groups.failures,
        ...unreadProvisioned.failures,
        ...metrics.failures,
        ...(metrics.value?.failures ?? []),
        ...(lines?.failures ?? []),
      ],
    };
  });
}

function ofLines(
  kind: LineKind,
  functions: readonly CostFunction[],
  plan: LinePlan,
  lines: LinesFound | null,
  windowMs: number,
  list: PriceList,
): WasteOfKind {
  if (
    kind === "retries" &&
    plan.retried.length === 0 &&
    functions.every((one) => plan.calm.has(one.config.name))
  ) {
    return toldKind(
      kind,
      { wastes: [], unknown: [], among: functions.length, noun: "function" },
      windowMs,
      list,
    );
  }
  if (plan.groups.length === 0) return untoldKind(kind, "unknown", "There is no log group to read.");
  if (lines === null) {
    return untoldKind(kind, "not-asked", "Only log lines tell: Logs Insights would have to add them up.");
  }
  return toldKind(kind, lookInLines(kind, functions, plan, lines), windowMs, list);
}

function stateOf(plan: LinePlan, lines: LinesFound | null, consent: boolean): CostWaste["logs"]["state"] {
  if (plan.groups.length === 0) return "nothing-to-read";
  if (!consent || lines === null) return "needs-consent";
  return plan.groups.every((group) => lines.unread.sums.has(group)) ? "unavailable" : "complete";
}

function ownGroups(
  groups: readonly LogGroupInfo[] | null,
  functions: readonly CostFunction[] | null,
): readonly LogGroupInfo[] | null {
  if (groups === null || functions === null) return groups;
  const names = new Set(functions.map(({ config }) => config.logGroup));
  return groups.filter(({ name }) => names.has(name));
}

function totalOf(kinds: readonly WasteOfKind[]): CostWaste["total"] {
  if (!kinds.some(({ state }) => state === "found" || state === "none")) return null;
  const { lowUsd, highUsd } = totalWaste(
    kinds.flatMap(({ kind, findings }) =>
      findings.map(({ subject, monthly }) => ({ kind, subject: subject.name, ...monthly })),
    ),
  );
  return { lowUsd: exact(lowUsd), highUsd: exact(highUsd) };
}

/** Below this a window tells little of a month. */
const SHORT_MS = 6 * HOUR_MS;

function notesOn(windowMs: number): string[] {
  return windowMs < SHORT_MS
    ? [
        "A month is taken to go on like this short window, whatever the hour and weekday: a day or a week tells more.",
      ]
    : [];
}
