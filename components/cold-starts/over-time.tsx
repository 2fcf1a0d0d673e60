"use client";

import { useMemo } from "react";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { coldStartCharts } from "@/lib/cold-starts/show/charts";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** Environments over time: started, and alive. */
export function OverTime({ told }: { readonly told: ColdStarts }) {
  const charts = useMemo(() => coldStartCharts(told), [told]);
  return charts.map((chart) => <TimeSeriesChart key={chart.key} spec={chart} />);
}
