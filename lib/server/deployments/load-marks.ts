import "server-only";
import type { Deployment } from "@/lib/model/deployment";
import type { Panel } from "@/lib/model/panel";
import { loadDeployments, loadFunctionDeployments } from "@/lib/server/deployments/load-deployments";
import { panelOf } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Changes to mark on charts of these functions, or of all the region's when none is named. */
export function loadMarks(
  view: ViewRequest,
  functions: readonly string[],
): Promise<Panel<readonly Deployment[]>> {
  const [one, ...others] = functions;
  if (one !== undefined && others.length === 0) return panelOf(() => loadFunctionDeployments(view, one));
  return panelOf(async () => {
    const { data, failures = [] } = await loadDeployments(view);
    const own = data.filter(
      ({ subject }) =>
        subject.kind === "function" && (functions.length === 0 || functions.includes(subject.name)),
    );
    return { data: own, failures };
  });
}
