import { ChevronRight, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { WindowLabel } from "@/components/shell/window-label";
import { PublishView } from "@/components/view/publish";
import { ViewLink } from "@/components/view/view-link";
import { ZoomableCharts } from "@/components/view/zoomable-charts";

export interface FrameView {
  readonly region: string;
  readonly nowMs: number;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  /** The cache that instances share does not answer. */
  readonly alone?: boolean;
}

interface PageFrameProps {
  readonly view: FrameView;
  readonly title: string;
  /** Beside the title: kind, runtime, stage. */
  readonly badges?: ReactNode;
  /** The question that the page answers. */
  readonly question: string;
  readonly answer: ReactNode;
  /** Where the page hangs below the overview, e.g. `Functions`. */
  readonly parent?: { readonly label: string; readonly path: string };
  readonly children: ReactNode;
}

/** What every page has: title, question, one-line answer, and one time axis for all its charts. */
export function PageFrame({ view, title, badges, question, answer, parent, children }: PageFrameProps) {
  const { fromMs, toMs } = view.range;
  return (
    <ZoomableCharts fromMs={fromMs} toMs={toMs}>
      <PublishView fromMs={fromMs} toMs={toMs} nowMs={view.nowMs} region={view.region} />
      <header className="mb-4 space-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {parent ? (
            <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-ink-3">
              <ViewLink path={parent.path} className="hover:text-ink hover:underline">
                {parent.label}
              </ViewLink>
              <ChevronRight className="size-3.5" aria-hidden />
            </nav>
          ) : null}
          <h1 className="break-all font-semibold text-lg tracking-tight">{title}</h1>
          {badges}
          <p className="text-ink-3">{question}</p>
          <span className="ml-auto text-ink-3 text-xs max-md:ml-0 max-md:w-full">
            <WindowLabel fromMs={fromMs} toMs={toMs} />
          </span>
        </div>
        {answer}
        {view.alone ? <AloneLine /> : null}
      </header>
      <div className="space-y-4">{children}</div>
    </ZoomableCharts>
  );
}

function AloneLine() {
  return (
    <p className="flex items-baseline gap-1.5 text-ink-2 text-xs">
      <Unplug className="size-3.5 shrink-0 translate-y-0.5 text-warning" aria-hidden />
      <span>
        The shared cache does not answer: this instance goes on alone and asks AWS more often.{" "}
        <ViewLink path="/settings#shared-cache" className="underline">
          Why
        </ViewLink>
      </span>
    </p>
  );
}
