import { type DeploymentMark, MarkDeployments } from "@/components/deployments/mark-deployments";
import { subjectPath } from "@/components/deployments/subject-path";
import { deploymentById } from "@/lib/deployments/deployment-id";
import { releaseDetail, releaseText } from "@/lib/deployments/release-text";
import { releasesOf } from "@/lib/deployments/releases";
import type { Deployment } from "@/lib/model/deployment";
import type { Panel } from "@/lib/model/panel";
import { subjectName } from "@/lib/model/subject";
import { deploymentPath } from "@/lib/url/deployment";

interface DeploymentMarksProps {
  readonly panel: Panel<readonly Deployment[]>;
  /** Id of the chosen one. */
  readonly selected: string | null;
  /** The page is about more than one function or stage: each mark says whose it is. */
  readonly named?: boolean;
}

/** Marks releases on the charts of the page; nothing on screen besides. */
export function DeploymentMarks({ panel, selected, named = false }: DeploymentMarksProps) {
  if (panel.state !== "ok" && panel.state !== "partial") return null;
  const chosen = selected === null ? null : deploymentById(panel.data, selected);
  const marks = releasesOf(panel.data).map((release): DeploymentMark => {
    const { headline, members } = release;
    const text = releaseText(release);
    return {
      id: headline.id,
      atMs: headline.atMs,
      label: named ? `${subjectName(headline.subject)}: ${text}` : text,
      detail: releaseDetail(release),
      path: deploymentPath(subjectPath(headline.subject), headline.id),
      selected: chosen !== null && members.includes(chosen),
    };
  });
  return <MarkDeployments marks={marks} />;
}
