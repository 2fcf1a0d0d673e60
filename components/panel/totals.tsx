import { PanelState } from "@/components/panel/panel-state";
import { type Figure, FigureStrip, FigureStripSkeleton } from "@/components/ui/figure-strip";
import type { Panel } from "@/lib/model/panel";

const frame = "overflow-hidden rounded-lg border border-line bg-surface";

interface TotalsProps<T> {
  readonly panel: Panel<T>;
  readonly figuresOf: (totals: T) => readonly Figure[];
}

/** The window's totals of one function or stage, as a strip of figures. */
export function Totals<T>({ panel, figuresOf }: TotalsProps<T>) {
  return (
    <section aria-label="Totals of the window" className={frame}>
      <PanelState panel={panel} brief className="border-t-0">
        {(totals) => <FigureStrip figures={figuresOf(totals)} />}
      </PanelState>
    </section>
  );
}

export function TotalsSkeleton() {
  return (
    <div className={frame}>
      <FigureStripSkeleton count={11} label="Loading totals" />
    </div>
  );
}
