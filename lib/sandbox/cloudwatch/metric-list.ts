import { type Dimension, type Metric, mergedSource, metricKey, type SampleSource, type Unit } from "./metric";

/** Collects the metrics of a world. Adding the same metric twice merges the samples, as CloudWatch would. */
export class MetricList {
  readonly #metrics = new Map<string, Metric>();

  add(
    namespace: string,
    name: string,
    dimensions: readonly Dimension[],
    unit: Unit,
    source: SampleSource,
    presence: SampleSource = source,
  ): void {
    const key = metricKey(namespace, name, dimensions);
    const known = this.#metrics.get(key);
    this.#metrics.set(
      key,
      known
        ? {
            ...known,
            source: mergedSource(`${known.source.key} + ${source.key}`, [known.source, source]),
            presence: mergedSource(`${known.presence.key} + ${presence.key}`, [known.presence, presence]),
          }
        : { key, namespace, name, dimensions, unit, source, presence },
    );
  }

  get metrics(): readonly Metric[] {
    return [...this.#metrics.values()];
  }
}
