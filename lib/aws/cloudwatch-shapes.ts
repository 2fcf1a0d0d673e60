import "server-only";
import type {
  CompositeAlarm,
  Dimension,
  MetricAlarm,
  StateValue,
  Metric as WireMetric,
} from "@aws-sdk/client-cloudwatch";
import { instantOf, numberOf } from "@/lib/aws/wire";
import type { Alarm, AlarmState, Metric } from "@/lib/model/metric";

export function metricOf(wire: WireMetric): Metric | null {
  if (wire.Namespace === undefined || wire.MetricName === undefined) return null;
  return { namespace: wire.Namespace, name: wire.MetricName, dimensions: dimensionsOf(wire.Dimensions) };
}

export function alarmOfMetric(wire: MetricAlarm): Alarm | null {
  if (wire.AlarmName === undefined) return null;
  return {
    name: wire.AlarmName,
    state: stateOf(wire.StateValue),
    stateReason: wire.StateReason ?? "",
    stateChangedMs: instantOf(wire.StateTransitionedTimestamp ?? wire.StateUpdatedTimestamp),
    metric: metricOf(wire),
    threshold: numberOf(wire.Threshold),
  };
}

export function alarmOfComposite(wire: CompositeAlarm): Alarm | null {
  if (wire.AlarmName === undefined) return null;
  return {
    name: wire.AlarmName,
    state: stateOf(wire.StateValue),
    stateReason: wire.StateReason ?? "",
    stateChangedMs: instantOf(wire.StateTransitionedTimestamp ?? wire.StateUpdatedTimestamp),
    metric: null,
    threshold: null,
  };
}

/** A state that is missing or unknown must not look healthy. */
function stateOf(wire: StateValue | undefined): AlarmState {
  return wire === "OK" || wire === "ALARM" ? wire : "INSUFFICIENT_DATA";
}

function dimensionsOf(wire: readonly Dimension[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (wire ?? []).flatMap(({ Name, Value }) => (Name === undefined ? [] : [[Name, Value ?? ""]])),
  );
}
