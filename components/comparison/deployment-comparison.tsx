import { ComparisonPanel } from "@/components/comparison/comparison-panel";
import { ViewLink } from "@/components/view/view-link";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Comparison } from "@/lib/model/views/comparison";
import { readLogsSearch } from "@/lib/url/comparison";

interface DeploymentComparisonProps {
  readonly panel: PanelData<Comparison | null>;
  /** Of the page it is on, without parameters. */
  readonly path: string;
}

/** Target of links to the comparison. */
export const COMPARISON_ID = "comparison";

/** Before and after the deployment that the URL names; nothing when it names none. */
export function DeploymentComparison({ panel, path }: DeploymentComparisonProps) {
  if (!("data" in panel)) {
    return (
      <ComparisonPanel
        id={COMPARISON_ID}
        title="Before and after"
        panel={panel}
        actions={<Close path={path} />}
      />
    );
  }
  const { data } = panel;
  if (data === null) return null;
  return (
    <ComparisonPanel
      id={COMPARISON_ID}
      title={data.title}
      panel={{ ...panel, data }}
      actions={
        <>
          {data.coldStarts === "offer" ? (
            <ViewLink
              path={`${path}?${new URLSearchParams(readLogsSearch(data.key))}#${COMPARISON_ID}`}
              className={link}
              scroll={false}
            >
              Read cold starts from the logs
            </ViewLink>
          ) : null}
          <Close path={path} />
        </>
      }
    />
  );
}

const link = "text-ink-2 text-xs underline decoration-line-strong underline-offset-2 hover:text-ink";

function Close({ path }: { readonly path: string }) {
  return (
    <ViewLink path={path} className={link} scroll={false}>
      Close
    </ViewLink>
  );
}
