import "server-only";
import { listRestApis } from "@/lib/aws/api-gateway";
import { listHttpApis } from "@/lib/aws/api-gateway-v2";
import { listFunctions } from "@/lib/aws/lambda";
import { describeLogGroups } from "@/lib/aws/logs";
import { getCallerIdentity } from "@/lib/aws/sts";
import { GB } from "@/lib/cost/charges";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import { concerns } from "@/lib/model/alarm-concern";
import type { Failure } from "@/lib/model/failure";
import { subjectName } from "@/lib/model/subject";
import type { Readiness, ReadinessCheck } from "@/lib/model/views/settings";
import { loadAlarmAccount } from "@/lib/server/alarms/missing-account";
import { isGap } from "@/lib/server/alarms/missing-proposals";
import { stagesOf } from "@/lib/server/load-apis";
import { type Found, optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";
import { accessLogCheck } from "@/lib/settings/readiness/access-logs";
import { type AlarmGaps, alarmsCheck } from "@/lib/settings/readiness/alarms";
import { readinessAnswer } from "@/lib/settings/readiness/answer";
import { counted, unknownCheck } from "@/lib/settings/readiness/check";
import { logFormatCheck, tracingCheck } from "@/lib/settings/readiness/functions";
import { retentionCheck, type StoragePrice } from "@/lib/settings/readiness/retention";
import type { StageFacts } from "@/lib/settings/readiness/stage-facts";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** Each API is a call, ten a second for the whole account: of more APIs the stages are not read. */
const MOST_APIS = 200;

const words = { failures: "failures", throttles: "throttles", duration: "long durations" } as const;

/** What the account's configuration keeps from being seen. Of what cannot be read nothing is said to be fine. */
export async function loadReadiness(view: ViewRequest): Promise<Found<Readiness>> {
  const [functions, groups, stages, identity, alarms] = await Promise.all([
    optional(listFunctions(view.scope)),
    optional(describeLogGroups(view.scope)),
    readStages(view),
    optional(getCallerIdentity(view.scope)),
    optional(readGaps(view)),
  ]);
  const { region } = view;
  const known = (functions.value ?? []).map((one) => ({ ...one, path: functionPath(one.name) }));
  const functionsUnread = functions.value === null ? "the functions" : null;
  const unreadOfBoth = [functionsUnread, stages.unread].filter((part) => part !== null).join(" and ") || null;
  const place = { region, accountId: identity.value?.accountId ?? null };
  const checks: ReadinessCheck[] = [
    accessLogCheck(stages.facts, place, stages.unread),
    tracingCheck(known, stages.facts, region, unreadOfBoth),
    logFormatCheck(known, region, functionsUnread),
    retentionCheck(
      groups.value ?? [],
      storagePrice(region),
      region,
      groups.value === null ? "the log groups" : null,
    ),
    alarms.value?.check ??
      unknownCheck(
        { key: "alarms", title: "Alarms", why: "An alarm watches while nobody looks." },
        alarms.failures[0]?.message ?? "the alarms could not be read.",
      ),
  ];
  return {
    data: { answer: readinessAnswer(checks), checks },
    failures: [
      ...functions.failures,
      ...groups.failures,
      ...stages.failures,
      ...alarms.failures,
      ...(alarms.value?.failures ?? []),
    ],
  };
}

interface StagesRead {
  readonly facts: readonly StageFacts[];
  readonly unread: string | null;
  readonly failures: readonly Failure[];
}

async function readStages(view: ViewRequest): Promise<StagesRead> {
  const [rest, http] = await Promise.all([
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
  ]);
  const apis = [...(rest.value ?? []), ...(http.value ?? [])];
  const asked = await Promise.all(
    apis.slice(0, MOST_APIS).map(async (api) => ({ api, found: await optional(stagesOf(view, api)) })),
  );
  const silent =
    asked.filter(({ found }) => found.value === null).length + Math.max(0, apis.length - MOST_APIS);
  const unread = [
    ...(rest.value === null ? ["the REST APIs"] : []),
    ...(http.value === null ? ["the HTTP APIs"] : []),
    ...(silent > 0 ? [`the stages of ${counted(silent, "API")}`] : []),
  ];
  return {
    facts: asked.flatMap(({ api, found }) =>
      (found.value ?? []).map((stage) => ({
        apiId: api.id,
        apiName: api.name,
        kind: api.kind,
        stage,
        path: apiPath(api.id, stage.name),
      })),
    ),
    unread: unread.length === 0 ? null : unread.join(" and "),
    failures: [...rest.failures, ...http.failures, ...asked.flatMap(({ found }) => found.failures)],
  };
}

/** As on the page about alarms, without its thresholds: these take metrics. */
async function readGaps(view: ViewRequest) {
  const account = await loadAlarmAccount(view);
  const covered = account.subjects.map((metrics) => {
    const coverage = account.coverageOf(metrics);
    const { subject } = metrics;
    return {
      name: subjectName(subject),
      path: subject.kind === "function" ? functionPath(subject.name) : apiPath(subject.apiId, subject.stage),
      unknown: concerns.some((concern) => coverage[concern].state === "unknown"),
      lacks: concerns.filter((concern) => isGap(coverage[concern])),
    };
  });
  const count = (concern: (typeof concerns)[number]) =>
    covered.filter(({ lacks }) => lacks.includes(concern)).length;
  const gaps: AlarmGaps = {
    subjects: covered.length,
    failures: count("failures"),
    throttles: count("throttles"),
    duration: count("duration"),
    lacking: covered.flatMap(({ name, path, lacks }) =>
      lacks.length === 0 ? [] : [{ name, path, lacks: lacks.map((concern) => words[concern]) }],
    ),
  };
  const unknown = covered.filter((one) => one.unknown).length;
  const unread = unknown > 0 ? `${unknown} functions and stages` : null;
  const partly = account.failures.length > 0 ? "what could not be listed" : null;
  return { check: alarmsCheck(gaps, unread ?? partly), failures: account.failures };
}

function storagePrice(region: string): StoragePrice | null {
  const price = loadPriceList(region).prices["logs-storage"];
  return price ? { usdPerByteMonth: firstTierUsd(price.tiers) / GB, asOf: price.source.date } : null;
}
