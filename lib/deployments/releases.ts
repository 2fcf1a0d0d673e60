import { MINUTE_MS } from "@/lib/base/time";
import type { Deployment, DeploymentKind } from "@/lib/model/deployment";
import { subjectKey } from "@/lib/model/subject";

/** Changes that belong together: code was uploaded, a version of it published, an alias pointed to it. */
export interface Release {
  /** The change that says it all: the one nearest to the traffic. */
  readonly headline: Deployment;
  /** All of them, the headline too, oldest first. */
  readonly members: readonly Deployment[];
}

/** Between two steps of one release. */
const STEP_MS = MINUTE_MS;

const WEIGHT: Readonly<Record<DeploymentKind, number>> = {
  configuration: 0,
  code: 1,
  version: 2,
  alias: 3,
  canary: 3,
  stage: 3,
};

/** Changes of one subject by one person, each at most a minute after the one before, are one release. Oldest first. */
export function releasesOf(deployments: readonly Deployment[]): readonly Release[] {
  const groups: Deployment[][] = [];
  for (const one of [...deployments].sort((a, b) => a.atMs - b.atMs)) {
    const open = groups.findLast(([first]) => first !== undefined && isTogether(first, one));
    const last = open?.at(-1);
    if (open && last && one.atMs - last.atMs <= STEP_MS && !movesTraffic(last)) open.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((members) => {
    const [first, ...others] = members;
    if (first === undefined) return [];
    const headline = others.reduce(
      (best, one) => (WEIGHT[one.kind] >= WEIGHT[best.kind] ? one : best),
      first,
    );
    return [{ headline, members }];
  });
}

function isTogether(a: Deployment, b: Deployment): boolean {
  return subjectKey(a.subject) === subjectKey(b.subject) && a.by === b.by;
}

/** After the traffic has moved, the release is made. */
function movesTraffic({ kind }: Deployment): boolean {
  return WEIGHT[kind] === 3;
}
