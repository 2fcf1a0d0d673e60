import { MINUTE_MS } from "@/lib/base/time";
import type { Deployment, DeploymentSource } from "@/lib/model/deployment";
import { subjectKey } from "@/lib/model/subject";

const RANK: Readonly<Record<DeploymentSource, number>> = { cloudtrail: 0, api: 1, traffic: 2 };

/** A function's last change is dated when it is done, the call when it arrives. */
const LAST_CHANGE_MS = MINUTE_MS;

/** The first request of a version may come long after it got a share; a minute is named by its start. */
const TRAFFIC_AFTER_MS = 30 * MINUTE_MS;
const TRAFFIC_BEFORE_MS = 2 * MINUTE_MS;

/**
 * Each change once, oldest first: what two sources tell is one change, told by the better source. The order of the input
 * does not matter, and merging again changes nothing.
 */
export function mergeDeployments(told: readonly Deployment[]): readonly Deployment[] {
  const ranked = [...told].sort(
    (a, b) => RANK[a.source] - RANK[b.source] || a.atMs - b.atMs || compareText(textOf(a), textOf(b)),
  );
  const kept = new Map<string, Deployment>();
  for (const one of ranked) {
    if (kept.has(one.id)) continue;
    if (![...kept.values()].some((better) => RANK[better.source] < RANK[one.source] && isSame(better, one))) {
      kept.set(one.id, one);
    }
  }
  return [...kept.values()].sort((a, b) => a.atMs - b.atMs || order(a) - order(b) || compareText(a.id, b.id));
}

function isSame(better: Deployment, other: Deployment): boolean {
  if (subjectKey(better.subject) !== subjectKey(other.subject)) return false;
  const laterMs = other.atMs - better.atMs;
  switch (other.kind) {
    case "code":
    case "configuration":
      // The service dates the last change of either.
      return (
        (better.kind === "code" || better.kind === "configuration") && Math.abs(laterMs) <= LAST_CHANGE_MS
      );
    case "version":
      return better.kind === "version" && better.version === other.version;
    case "stage":
    case "canary":
      // A deployment is dated by its making, which may be before a stage was set to it: the call knows better.
      return (better.kind === "stage" || better.kind === "canary") && better.version === other.version;
    case "alias":
      return (
        better.kind === "alias" &&
        better.alias === other.alias &&
        better.version === other.version &&
        (better.share === 0) === (other.share === 0) &&
        laterMs >= -TRAFFIC_BEFORE_MS &&
        laterMs <= TRAFFIC_AFTER_MS
      );
  }
}

/** Within a second: code comes before its version, the version before its traffic. */
function order({ kind }: Deployment): number {
  return ["code", "configuration", "version", "alias", "stage", "canary"].indexOf(kind);
}

function textOf(deployment: Deployment): string {
  return JSON.stringify(deployment);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
