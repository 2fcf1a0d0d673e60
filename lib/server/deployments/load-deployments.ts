import "server-only";
import { listRestApis } from "@/lib/aws/api-gateway";
import { listHttpApis } from "@/lib/aws/api-gateway-v2";
import { listFunctions, listVersions } from "@/lib/aws/lambda";
import { DAY_MS, epochMs, HOUR_MS } from "@/lib/base/time";
import { lastChanges, publishedVersions } from "@/lib/deployments/dated-changes";
import { mergeDeployments } from "@/lib/deployments/merge-deployments";
import { functionEventNames, stageEventNames, trailChanges } from "@/lib/deployments/trail-changes";
import type { Api } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import type { StageOfApi } from "@/lib/model/subject";
import type { TrailEvent } from "@/lib/model/trail-event";
import { readStageDates } from "@/lib/server/deployments/read-stage-dates";
import { readTrail, type Trail, trailGaps } from "@/lib/server/deployments/read-trail";
import { readVersionTraffic } from "@/lib/server/deployments/read-version-traffic";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What set something off at the start of the window was before it. */
const LEAD_MS = HOUR_MS;

/** What an alias was a day ago tells whether a call took a version back or gave another one all. */
const STATE_LEAD_MS = DAY_MS;

/** The page of one function or stage shows its latest changes, however long ago. */
const LATEST_LEAD_MS = 30 * DAY_MS;
const LATEST = 5;

const REGION_PAGES = 3;
const SUBJECT_PAGES = 3;

/** Each API costs two of ten management calls a second: from here on CloudTrail, or the API's own page, has to do. */
const MOST_APIS = 20;

/**
 * Changes of all functions and stages of the region, oldest first: those of the window and of the hour before it.
 * Failures say what is not known; without the right to read CloudTrail one of them is `denied`.
 */
export async function loadDeployments(view: ViewRequest): Promise<Found<readonly Deployment[]>> {
  const window = from(view, LEAD_MS);
  const names = [...functionEventNames, ...stageEventNames];
  const [trail, functions, apis] = await Promise.all([
    readTrail(view, names.map(byName), from(view, STATE_LEAD_MS), REGION_PAGES),
    optional(listFunctions(view.scope)),
    listApis(view),
  ]);
  const [stages, traffic] = await Promise.all([
    readStageDates(view, apis.value.slice(0, MOST_APIS)),
    trail.readable ? nothing : readVersionTraffic(view, null),
  ]);
  const changes = trailChanges(trail.events, apis.value);
  return {
    data: within(
      mergeDeployments([
        ...changes.deployments,
        ...lastChanges(functions.value ?? []),
        ...stages.data,
        ...traffic.data,
      ]),
      window,
    ),
    failures: [
      ...trail.failures,
      ...trailGaps(trail.more, changes.unreadable),
      ...functions.failures,
      ...apis.failures,
      ...(stages.failures ?? []),
      ...(traffic.failures ?? []),
      ...(!trail.readable && apis.value.length > MOST_APIS ? [notAllApis(apis.value.length)] : []),
    ],
  };
}

function notAllApis(count: number): Failure {
  return {
    kind: "partial",
    operation: "apigateway:GetDeployments",
    message: `Without CloudTrail the deployments of ${MOST_APIS} of ${count} APIs were asked for.`,
    nextStep: "Allow cloudtrail:LookupEvents, or open the page of one API.",
    action: null,
    resource: null,
  };
}

/**
 * Changes of one function, oldest first: those of the window, and the latest before it. Its event history is looked up by
 * its name; where reads of it fill the pages, by the names of the calls.
 */
export async function loadFunctionDeployments(
  view: ViewRequest,
  name: string,
): Promise<Found<readonly Deployment[]>> {
  const [trail, functions, versions] = await Promise.all([
    readFunctionTrail(view, name),
    optional(listFunctions(view.scope)),
    optional(listVersions(view.scope, name)),
  ]);
  const traffic = trail.readable ? nothing : await readVersionTraffic(view, name);
  const changes = trailChanges(trail.events, []);
  const own = functions.value?.filter((fn) => fn.name === name) ?? [];
  const all = mergeDeployments([
    ...changes.deployments,
    ...lastChanges(own),
    ...publishedVersions(name, versions.value ?? []),
    ...traffic.data,
  ]).filter(({ subject }) => subject.kind === "function" && subject.name === name);
  return {
    data: windowAndLatest(all, view),
    failures: [
      ...trail.failures,
      ...trailGaps(trail.more, changes.unreadable),
      ...functions.failures,
      ...versions.failures,
      ...(traffic.failures ?? []),
    ],
  };
}

/** Changes of one stage, oldest first: those of the window, and the latest before it. */
export async function loadStageDeployments(
  view: ViewRequest,
  stage: StageOfApi,
): Promise<Found<readonly Deployment[]>> {
  const api: Pick<Api, "id" | "name" | "kind"> = {
    id: stage.apiId,
    name: stage.apiName,
    kind: stage.apiKind,
  };
  const [trail, dates] = await Promise.all([
    readTrail(view, stageEventNames.map(byName), from(view, LATEST_LEAD_MS), SUBJECT_PAGES),
    readStageDates(view, [api]),
  ]);
  const changes = trailChanges(trail.events, [api]);
  const all = mergeDeployments([...changes.deployments, ...dates.data]).filter(
    ({ subject }) =>
      subject.kind === "stage" && subject.apiId === stage.apiId && subject.stage === stage.stage,
  );
  return {
    data: windowAndLatest(all, view),
    failures: [...trail.failures, ...trailGaps(trail.more, changes.unreadable), ...(dates.failures ?? [])],
  };
}

async function readFunctionTrail(view: ViewRequest, name: string): Promise<Trail> {
  const window = from(view, LATEST_LEAD_MS);
  const own = await readTrail(view, [{ key: "ResourceName", value: name }], window, SUBJECT_PAGES);
  if (!own.more) return own;
  // Event history holds reads as well, this dashboard's own among them.
  const called = await readTrail(
    view,
    functionEventNames.map(byName),
    from(view, STATE_LEAD_MS),
    REGION_PAGES,
  );
  const events: readonly TrailEvent[] = [...own.events, ...called.events];
  return { ...called, events, readable: true };
}

function byName(value: string) {
  return { key: "EventName", value } as const;
}

async function listApis(
  view: ViewRequest,
): Promise<{ readonly value: readonly Api[]; readonly failures: readonly Failure[] }> {
  const [rest, http] = await Promise.all([
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
  ]);
  return {
    value: [...(rest.value ?? []), ...(http.value ?? [])],
    failures: [...rest.failures, ...http.failures],
  };
}

function from({ window }: ViewRequest, leadMs: number): Window {
  return { fromMs: epochMs(window.fromMs - leadMs), toMs: window.toMs };
}

function within(deployments: readonly Deployment[], { fromMs, toMs }: Window): readonly Deployment[] {
  return deployments.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

function windowAndLatest(deployments: readonly Deployment[], { window }: ViewRequest): readonly Deployment[] {
  const before = deployments.filter(({ atMs }) => atMs < window.fromMs);
  return [...before.slice(-LATEST), ...within(deployments, window)];
}

const nothing: Found<readonly Deployment[]> = { data: [] };
