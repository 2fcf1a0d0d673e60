import "server-only";
import type { Dimension, Metric as WireMetric } from "@aws-sdk/client-cloudwatch";
import type { Metric } from "@/lib/model/metric";

export function metricOf(wire: WireMetric): Metric | null {
  if (wire.Namespace === undefined || wire.MetricName === undefined) return null;
  return { namespace: wire.Namespace, name: wire.MetricName, dimensions: dimensionsOf(wire.Dimensions) };
}

function dimensionsOf(wire: readonly Dimension[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (wire ?? []).flatMap(({ Name, Value }) => (Name === undefined ? [] : [[Name, Value ?? ""]])),
  );
}
