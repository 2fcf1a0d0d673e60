import type { LabelledSeries } from "../math/value";
import { presentValues } from "../math/value";
import { dimensionValue } from "../metric";

/**
 * Labels of results. `${…}` is replaced as in graphs. [D graph-dynamic-labels]
 *
 * What AWS calls a series without a Label is not documented; here a lone series is called by its metric, and several
 * series of one search by the parts in which they differ (both unverified).
 */
export function labelFor(template: string | undefined, series: LabelledSeries, region: string): string {
  if (template === undefined) return series.label;
  return template.replace(
    /\$\{([^{}]*)\}/g,
    (whole, body: string) => dynamicPart(body.trim(), series, region) ?? whole,
  );
}

/** With several series, a fixed label is put before each one's own. [D using-metric-math] */
export function labelInArray(template: string | undefined, series: LabelledSeries, region: string): string {
  if (template === undefined || template === "") return series.label;
  if (template.includes("${")) return labelFor(template, series, region);
  return `${template} ${series.label}`;
}

function dynamicPart(body: string, series: LabelledSeries, region: string): string | undefined {
  const property = /^PROP\('([^']*)'\)$/.exec(body)?.[1];
  if (property !== undefined) return propertyOf(property, series, region);
  if (body === "LABEL") return series.label;
  const values = presentValues(series);
  if (body === "DATAPOINT_COUNT") return String(values.length);
  const sum = values.reduce((all, value) => all + value, 0);
  const figures: Readonly<Record<string, number | undefined>> = {
    AVG: sum / values.length,
    SUM: sum,
    MIN: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    MAX: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    FIRST: values[0],
    LAST: values.at(-1),
  };
  if (!Object.hasOwn(figures, body)) return undefined;
  const figure = figures[body];
  return figure === undefined || !Number.isFinite(figure) ? "--" : String(figure);
}

function propertyOf(property: string, series: LabelledSeries, region: string): string | undefined {
  const { metric } = series;
  if (property.startsWith("Dim.")) return (metric && dimensionValue(metric, property.slice(4))) ?? "";
  switch (property) {
    case "MetricName":
      return metric?.name ?? "";
    case "Namespace":
      return metric?.namespace ?? "";
    case "Stat":
      return series.statistic ?? "";
    case "Period":
      return String(series.grid.periodMs / 1000);
    case "Region":
      return region;
    default:
      return undefined;
  }
}

/** Names several series of one search by what differs between them: dimension values, then the metric's name. */
export function withDistinctLabels(found: readonly LabelledSeries[]): readonly LabelledSeries[] {
  if (found.length < 2) return found;
  const parts = found.map(({ metric }) => [
    ...(metric?.dimensions.map(({ Value }) => Value) ?? []),
    metric?.name ?? "",
  ]);
  const width = Math.max(...parts.map((part) => part.length));
  const differing = Array.from({ length: width }, (_, i) => new Set(parts.map((part) => part[i])).size > 1);
  return found.map((series, i) => ({
    ...series,
    label: (parts[i] ?? []).filter((_, column) => differing[column]).join(" ") || series.label,
  }));
}
