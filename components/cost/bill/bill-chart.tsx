"use client";

import { useMemo } from "react";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { topSeries } from "@/lib/cost/show/top-series";
import type { CostBill } from "@/lib/model/views/cost";

/** As many as there are colours. */
const MOST_SERIES = 6;

/** The bill over the window, its line items standing on each other. */
export function BillChart({ bill }: { readonly bill: CostBill }) {
  const spec = useMemo((): ChartSpec => {
    const { binMs, timesMs } = bill.overTime;
    return {
      key: "cost-over-time",
      title: "Cost over time, by line item",
      unit: "usd",
      periodMs: binMs,
      timesMs,
      series: topSeries(bill.overTime, MOST_SERIES),
      limits: [],
      note:
        bill.by === "metrics" || bill.state === "needs-consent"
          ? "The lower end of each line item, as metrics tell it. What is charged by the month is spread evenly."
          : "What is charged by the month is spread evenly.",
      stacked: true,
    };
  }, [bill]);
  return (
    <div id="over-time" className="scroll-mt-24">
      <TimeSeriesChart spec={spec} />
    </div>
  );
}
