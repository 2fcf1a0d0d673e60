import "server-only";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { ceilTo, epochMs, floorTo, SECOND_MS } from "@/lib/base/time";
import { type LoggedRequests, loggedUsage } from "@/lib/cost/logged-usage";
import type { WindowFigures } from "@/lib/cost/window-usage";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import { askGroups, type GroupsAnswer } from "@/lib/server/ask-insights";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import { provisionedStreams, streamKey } from "@/lib/server/cost/provisioned-streams";
import type { CostStage, CostSubjects } from "@/lib/server/cost/subjects";
import { requestsQuery, usageQuery } from "@/lib/server/cost/usage-query";
import { loggedRequestsOf, loggedSumsOf, ownersOf, streamsIn } from "@/lib/server/cost/usage-rows";
import type { ViewRequest } from "@/lib/server/view-request";

/** REPORT stands at the end of an execution, and takes some seconds to arrive. */
const AFTER_MS = 15 * SECOND_MS;
/** REST APIs wait 29 s, HTTP APIs 30 s. [D limits] */
const LONGEST_REQUEST_MS = 35 * SECOND_MS;
/** Up to 100,000 may be asked for; they come in pages of 10,000. [M StartQuery] */
const MOST_ROWS = 50_000;
/** A query of its own each, since each stage has its own format. */
const MOST_STAGES = 30;

interface Plan {
  /** Of functions, apart by environment where concurrency is provisioned. */
  readonly plain: readonly string[];
  readonly byStream: readonly string[];
  readonly stages: readonly (CostStage & { readonly access: readonly string[]; readonly format: string })[];
}

/** What an exact bill would scan and cost. */
export function scanOf(
  view: ViewRequest,
  subjects: CostSubjects,
): NonNullable<FoundUsage["told"]["estimate"]> {
  const { plain, byStream, stages } = planOf(subjects);
  const names = new Set([...plain, ...byStream, ...stages.flatMap(({ access }) => access)]);
  const infos = [...names].flatMap((name) => subjects.infos.get(name) ?? []);
  return { ...estimateScan(infos, readingOf(view, subjects), view.nowMs) };
}

/** Usage as the platform's own lines tell it, summed up by Logs Insights. What it costs needs consent beforehand. */
export async function usageByInsights(
  view: ViewRequest,
  subjects: CostSubjects,
  figures: WindowFigures,
): Promise<Omit<FoundUsage, "told"> & { readonly bytesScanned: number }> {
  const plan = planOf(subjects);
  const bins = { fromMs: view.window.fromMs, toMs: view.window.toMs, binMs: figures.binMs };
  const read = readingOf(view, subjects);
  const ask = (groups: readonly string[], text: string) =>
    askGroups(view, { groups, ...read, text, limit: MOST_ROWS });
  const [plain, byStream, stages] = await Promise.all([
    ask(plan.plain, usageQuery(bins, false)),
    ask(plan.byStream, usageQuery(bins, true)),
    Promise.all(plan.stages.map((stage) => readStage(view, stage, bins))),
  ]);
  const started = await provisionedStreams(view, streamsIn(byStream.rows));
  const cut = new Set([...plain.cut, ...byStream.cut]);
  const groups = new Set([...plan.plain, ...plan.byStream].filter((name) => !cut.has(name)));
  const owned = subjects.functions.filter(({ config }) => groups.has(config.logGroup));
  const rows = [...plain.rows, ...byStream.rows];
  const ahead = new Set(owned.flatMap((fn) => (fn.provisioned.length > 0 ? [fn.config.name] : [])));
  const usage = loggedUsage(
    {
      functions: loggedSumsOf(rows, ownersOf(owned), (name, stream) =>
        !ahead.has(name) ? false : stream === null ? null : (started.get(streamKey(stream)) ?? null),
      ),
      requests: stages.flatMap(({ requests }) => requests ?? []),
      groups,
      read: new Set(owned.map(({ config }) => config.name)),
      stages: new Set(stages.flatMap(({ api, requests }) => (requests === null ? [] : [api]))),
    },
    figures,
    view.window,
    view.nowMs,
  );
  const blind = stages.filter(({ requests }) => requests === null).length;
  return {
    usage,
    apart: { route: true, version: true },
    bytesScanned: [plain, byStream, ...stages].reduce((sum, part) => sum + part.bytesScanned, 0),
    notes: notesOn(subjects, stages.length - blind, subjects.stages.length - stages.length + blind),
    failures: [...plain.failures, ...byStream.failures, ...stages.flatMap(({ failures }) => failures)],
  };
}

function notesOn({ functions }: CostSubjects, read: number, blind: number): readonly string[] {
  const hidden = functions.filter(
    ({ config }) => config.logFormat === "JSON" && config.systemLogLevel === "WARN",
  );
  return [
    "Executions by their REPORT lines. Where metrics count more than were logged, the others are in it within the limits that metrics tell.",
    ...(hidden.length > 0
      ? [
          `The system log level WARN hides the REPORT lines of ${hidden.map(({ config }) => config.name).join(", ")}.`,
        ]
      : []),
    ...(read > 0
      ? [
          "Requests by the metric, less those that the access log shows refused: 401, 403 and 429 without a call of the integration, or any of these where the log does not tell.",
        ]
      : []),
    ...(blind > 0
      ? [
          `${blind === 1 ? "One stage has" : `${blind} stages have`} no access log that could be read: metrics tell only that refused requests are among the 4xx answers.`,
        ]
      : []),
    "Bytes of Lambda logs are counted by characters: what is not ASCII counts short. Those of other logs are the metric's.",
  ];
}

function planOf({ functions, stages, infos }: CostSubjects): Plan {
  const ahead = new Set(
    functions.flatMap(({ config, provisioned }) => (provisioned.length > 0 ? [config.logGroup] : [])),
  );
  const own = [...new Set(functions.map(({ config }) => config.logGroup))].filter((name) => infos.has(name));
  return {
    plain: own.filter((name) => !ahead.has(name)),
    byStream: own.filter((name) => ahead.has(name)),
    stages: stages
      .flatMap((stage) => {
        const { accessLogGroup = null, accessLogFormat = null } = stage.config ?? {};
        if (accessLogGroup === null || accessLogFormat === null || stage.kind === "WEBSOCKET") return [];
        const access = [accessLogGroup, `${accessLogGroup}/Canary`].filter((name) => infos.has(name));
        return access.length === 0 ? [] : [{ ...stage, access, format: accessLogFormat }];
      })
      .slice(0, MOST_STAGES),
  };
}

/** Executions that begin in the window end after it. */
function readingOf(view: ViewRequest, { functions }: CostSubjects): Window {
  const longestMs = functions.reduce((longest, { config }) => Math.max(longest, config.timeoutMs), 0);
  return readUntil(view, longestMs + AFTER_MS);
}

interface StageRead extends Pick<GroupsAnswer, "bytesScanned"> {
  readonly api: string;
  /** null: could not be read, or the format does not tell. */
  readonly requests: readonly LoggedRequests[] | null;
  readonly failures: readonly Failure[];
}

async function readStage(
  view: ViewRequest,
  { label, access, format }: Plan["stages"][number],
  bins: Parameters<typeof requestsQuery>[1],
): Promise<StageRead> {
  const query = requestsQuery(format, bins);
  if (query === null) return { api: label, requests: null, bytesScanned: 0, failures: [] };
  const read = readUntil(view, LONGEST_REQUEST_MS);
  const found = await askGroups(view, { groups: access, ...read, text: query.text, limit: MOST_ROWS });
  return {
    api: label,
    requests: found.cut.size > 0 ? null : loggedRequestsOf(found.rows, label, query.tellsIntegration),
    bytesScanned: found.bytesScanned,
    failures: found.failures,
  };
}

/** Whole seconds, which is as fine as Logs Insights takes them. */
function readUntil({ window, nowMs }: ViewRequest, afterMs: number): Window {
  const untilMs = Math.max(window.toMs, Math.min(nowMs, window.toMs + afterMs));
  return {
    fromMs: epochMs(floorTo(window.fromMs, SECOND_MS)),
    toMs: epochMs(ceilTo(untilMs, SECOND_MS)),
  };
}
