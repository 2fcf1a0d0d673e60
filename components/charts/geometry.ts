/** Space around the plot area, in pixels. The cursor layer and the drawing must agree on it. */
export const PLOT = { left: 52, right: 18, top: 8, bottom: 24, height: 174 } as const;

export function plotWidth(chartWidth: number): number {
  return Math.max(0, chartWidth - PLOT.left - PLOT.right);
}

export const PLOT_INNER_HEIGHT = PLOT.height - PLOT.top - PLOT.bottom;
