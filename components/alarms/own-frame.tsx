import type { ReactNode } from "react";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Panel } from "@/components/ui/panel";
import type { Panel as PanelData } from "@/lib/model/panel";

interface OwnFrameProps<T> {
  readonly panel: PanelData<T>;
  readonly id: string;
  readonly title: string;
  readonly className?: string;
  /** Draws the frame too, for its head has controls of its own. */
  readonly children: (data: T) => ReactNode;
}

/** A list with a frame of its own, under a line that says what is missing; or the frame with why there is no list. */
export function OwnFrame<T>({ panel, id, title, className, children }: OwnFrameProps<T>) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel id={id} title={title} className={className}>
        <PanelState panel={panel}>{() => null}</PanelState>
      </Panel>
    );
  }
  return (
    <div className="space-y-2">
      {panel.state === "partial" ? (
        <div className="overflow-hidden rounded-lg border border-line">
          <PartialNotice failures={panel.failures} />
        </div>
      ) : null}
      {children(panel.data)}
    </div>
  );
}
