import "server-only";
import { deploymentById } from "@/lib/deployments/deployment-id";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { ApiStage } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { Panel } from "@/lib/model/panel";
import type { Comparison } from "@/lib/model/views/comparison";
import { loadCanaryComparison } from "@/lib/server/comparison/canary-comparison";
import { loadDeploymentComparison } from "@/lib/server/comparison/deployment-comparison";
import { loadVersionComparisons } from "@/lib/server/comparison/version-comparisons";
import { dataOf, type Empty, type Found, panelOf } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { quoteInput } from "@/lib/url/bad-parameter";
import type { ComparisonParams } from "@/lib/url/comparison";

type Chosen = Promise<Panel<Comparison | null>>;
/** All deployments that are known of the function or stage, oldest first. */
type Deployments = Promise<Panel<readonly Deployment[]>>;

export interface FunctionComparisons {
  /** The deployment that the URL names, before and after; null: it names none. */
  readonly comparison: Chosen;
  /** One for each alias that splits its traffic. */
  readonly versionComparisons: Promise<Panel<readonly Comparison[]>>;
}

export function startFunctionComparisons(
  view: ViewRequest,
  name: string,
  asked: ComparisonParams,
  deployments: Deployments,
): FunctionComparisons {
  const changedMs = (alias: string) =>
    lastOf(deployments, (one) => one.kind === "alias" && one.alias === alias && one.atMs < view.window.toMs);
  return {
    comparison: compareChosen(view, asked, deployments),
    versionComparisons: panelOf(() => loadVersionComparisons(view, name, changedMs)),
  };
}

export interface StageComparisons {
  readonly comparison: Chosen;
  /** null: the stage has no canary. */
  readonly canaryComparison: Chosen;
}

export function startStageComparisons(
  view: ViewRequest,
  subject: StageSubject,
  stage: Promise<Pick<ApiStage, "canary">>,
  asked: ComparisonParams,
  deployments: Deployments,
): StageComparisons {
  const changedMs = () =>
    lastOf(deployments, ({ kind, atMs }) => kind === "canary" && atMs < view.window.toMs);
  return {
    comparison: compareChosen(view, asked, deployments),
    canaryComparison: panelOf(async () => loadCanaryComparison(view, subject, await stage, changedMs)),
  };
}

async function compareChosen(
  view: ViewRequest,
  { deployment: id, readLogs }: ComparisonParams,
  deployments: Deployments,
): Chosen {
  if (id === null) return { state: "ok", data: null };
  const known = await deployments;
  if ("failure" in known) return known;
  return panelOf(async (): Promise<Found<Comparison> | Empty> => {
    const all = dataOf(known) ?? [];
    const deployment = deploymentById(all, id);
    if (deployment === null) {
      return {
        empty: {
          reason: `No deployment ${quoteInput(id)} is known in this window or shortly before it.`,
          nextStep: "Choose another of the deployments, or a window that holds it.",
        },
      };
    }
    const found = await loadDeploymentComparison(view, deployment, all, readLogs);
    // Without CloudTrail a deployment in between may be missing; the list of deployments says why.
    return known.state === "ok"
      ? found
      : { ...found, data: { ...found.data, remarks: [...found.data.remarks, UNSURE] } };
  });
}

const UNSURE = "Not all deployments may be known: one more in between would not be noticed.";

/** When the latest of them was; null: none is known. */
async function lastOf(
  deployments: Deployments,
  wanted: (deployment: Deployment) => boolean,
): Promise<number | null> {
  return dataOf(await deployments)?.findLast(wanted)?.atMs ?? null;
}
