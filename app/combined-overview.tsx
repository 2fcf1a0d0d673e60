import type { ReactNode } from "react";
import { explained } from "@/app/explain";
import { CombinedPanels } from "@/components/overview/combined/combined-panels";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import type { Zone } from "@/lib/base/format-time";
import { startCombined } from "@/lib/server/combined/combined";
import { pageSignal } from "@/lib/server/page-signal";
import type { RawSearch } from "@/lib/url/search";

/** The overview of several accounts or regions in one. */
export function combinedOverview(search: RawSearch, zone: Zone): Promise<ReactNode> {
  return explained(
    () => startCombined(search, pageSignal(), zone),
    ({ view, target, count, without, early, whole, spend }) => (
      <PageFrame
        key={target}
        view={view}
        title="Overview"
        question={`Is anything failing in these ${count} places?`}
        answer={
          <Stream name="The answer" from={early} fallback={<AnswerSkeleton />}>
            {(soon) => (
              <Stream
                name="The answer"
                from={whole}
                fallback={<AnswerLine panel={{ state: "ok", data: soon.answer }} />}
              >
                {({ answer }) => <AnswerLine panel={{ state: "ok", data: answer }} />}
              </Stream>
            )}
          </Stream>
        }
      >
        <Stream
          name="Accounts and regions"
          from={early}
          fallback={
            <Panel id="targets" title="Accounts and regions">
              <div className="border-line border-t">
                <TableSkeleton rows={Math.min(count + 8, 20)} label="Asking each account" />
              </div>
            </Panel>
          }
        >
          {(soon) => (
            <Stream
              name="Accounts and regions"
              from={whole}
              fallback={<CombinedPanels data={soon} without={without} />}
            >
              {(data) => <CombinedPanels data={data} without={without} />}
            </Stream>
          )}
        </Stream>
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}
