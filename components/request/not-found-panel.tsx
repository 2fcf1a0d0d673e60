import { SearchX } from "lucide-react";
import { WiderSearches } from "@/components/request/wider-searches";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { RequestFindings } from "@/lib/model/views/request";

/** Nothing names the id: longer searches with their price, begun only when asked for. */
export function NotFoundPanel({ findings }: { readonly findings: RequestFindings }) {
  return (
    <Panel title="The request">
      <Notice
        icon={SearchX}
        tone="neutral"
        title="Not found"
        nextStep={
          findings.wider.length > 0
            ? "Choose another time above, or search longer:"
            : "Choose another time or region above. Logs may have expired: see what each log group keeps."
        }
        actions={<WiderSearches searches={findings.wider} />}
      >
        {findings.answer.sentence}
      </Notice>
    </Panel>
  );
}
