import { DAY_MS, SECOND_MS } from "@/lib/base/time";
import type { ApiDef, FunctionDef, TrialDef, World } from "@/lib/sandbox/world/types";

/**
 * A change that somebody made to a function or an API.
 * - code: new code in `$LATEST`; version: a version was published; alias: an alias got another version or other weights
 * - api: a stage got a deployment, as a canary where `share` is not null
 */
export interface Deployment {
  readonly kind: "code" | "version" | "alias" | "api";
  /** -1 for APIs. */
  readonly functionIndex: number;
  /** -1 for functions. */
  readonly apiIndex: number;
  /** Function version that the change is about, `$LATEST` for code; for APIs the deployment's id. */
  readonly version: string;
  /** Alias that was changed, else null. */
  readonly alias: string | null;
  /** Share 0–1 that `version` gets from now on, null when it gets all or no traffic is concerned. */
  readonly share: number | null;
  /** Whole seconds, as CloudTrail tells them. */
  readonly atMs: number;
  /** User, or session of the pipeline's role. */
  readonly by: string;
  readonly description: string;
  /** Incident that the change set off, else null. */
  readonly incidentId: string | null;
}

/** Code is uploaded, a version of it published, an alias pointed to it: seconds apart. */
const UPLOAD_LEAD_MS = 8 * SECOND_MS;
const ALIAS_LAG_MS = 20 * SECOND_MS;

/** Whoever sets weights by hand; everything else is done by the pipeline. */
const RELEASE_MANAGER = "mira.holm";

/**
 * Changes with `fromMs <= atMs < toMs` that have happened by now, oldest first. A pure reading of the definitions:
 * what ListVersionsByFunction, GetDeployments and the traffic per version show is what these changes made.
 */
export function deploymentsOf(world: World, fromMs: number, toMs: number): readonly Deployment[] {
  const all = [
    ...world.functions.flatMap((def) => [
      ...codeChanges(def),
      ...versionChanges(def),
      ...trialChanges(world, def),
    ]),
    ...world.apis.flatMap(apiChanges),
  ];
  const nowMs = world.nowMs();
  return all
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs && atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs);
}

/** The pipeline's session: one name per service and day. */
function pipelineSession(name: string, atMs: number): string {
  return `${name}-${Math.floor(atMs / DAY_MS)}`;
}

/** Whether `Deployment.by` is a session of the pipeline's role rather than a user. */
export function isPipeline(by: string): boolean {
  return by !== RELEASE_MANAGER;
}

function ofFunction(
  def: FunctionDef,
  change: Pick<Deployment, "kind" | "version" | "atMs"> & Partial<Deployment>,
): Deployment {
  return {
    functionIndex: def.index,
    apiIndex: -1,
    alias: null,
    share: null,
    by: pipelineSession(def.name, change.atMs),
    description: "",
    incidentId: null,
    ...change,
    atMs: wholeSecond(change.atMs),
  };
}

function numberedVersions(def: FunctionDef) {
  return def.versions
    .filter(({ version }) => version !== "$LATEST")
    .sort((a, b) => Number(a.version) - Number(b.version));
}

/** The newest code, and that of every version published before it came. */
function codeChanges(def: FunctionDef): readonly Deployment[] {
  const older = numberedVersions(def)
    .filter(({ publishedMs }) => publishedMs < def.lastModifiedMs)
    .map(({ publishedMs }) => publishedMs - UPLOAD_LEAD_MS);
  return [...older, def.lastModifiedMs].map((atMs) =>
    ofFunction(def, { kind: "code", version: "$LATEST", atMs }),
  );
}

function versionChanges(def: FunctionDef): readonly Deployment[] {
  return numberedVersions(def).flatMap(({ version, publishedMs, description }) => [
    ofFunction(def, { kind: "version", version, atMs: publishedMs, description }),
    ...def.aliases
      .filter(({ weights }) => weights[version] === undefined)
      .map(({ name }) =>
        ofFunction(def, { kind: "alias", version, alias: name, atMs: publishedMs + ALIAS_LAG_MS }),
      ),
  ]);
}

/** The weight goes up when a trial begins and is taken back when it ends. */
function trialChanges(world: World, def: FunctionDef): readonly Deployment[] {
  return world.trials
    .filter((trial) => isTrialOf(def, trial))
    .flatMap((trial) => {
      const { alias, version, share, fromMs, toMs } = trial;
      const change = { kind: "alias", version, alias, by: RELEASE_MANAGER } as const;
      const incident = world.incidents.find(
        (one) =>
          one.kind === "bad-version-canary" &&
          one.fromMs === fromMs &&
          one.functionIndexes.includes(def.index),
      );
      return [
        ofFunction(def, { ...change, share, atMs: fromMs, incidentId: incident?.id ?? null }),
        ofFunction(def, { ...change, share: 0, atMs: toMs }),
      ];
    });
}

/** No weight can be given to a version before it is published. */
function isTrialOf(def: FunctionDef, trial: TrialDef): boolean {
  const published = def.versions.find(({ version }) => version === trial.version)?.publishedMs;
  return trial.functionIndex === def.index && published !== undefined && published <= trial.fromMs;
}

function apiChanges(api: ApiDef): readonly Deployment[] {
  const change = (version: string, atMs: number, share: number | null): Deployment => ({
    kind: "api",
    functionIndex: -1,
    apiIndex: api.index,
    version,
    alias: null,
    share,
    atMs: wholeSecond(atMs),
    by: pipelineSession(api.name, atMs),
    description: share === null ? "" : "canary",
    incidentId: null,
  });
  const { canary } = api;
  return [
    change(api.deploymentId, api.createdMs, null),
    ...(canary === null ? [] : [change(canary.deploymentId, canary.createdMs, canary.share)]),
  ];
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / SECOND_MS) * SECOND_MS;
}
