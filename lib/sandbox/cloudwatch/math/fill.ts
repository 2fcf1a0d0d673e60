import { type LabelledSeries, mapValues, valuesOn } from "./value";

/**
 * FILL: puts values where a series has none. Bins of the whole requested range are filled, even when the metric has
 * no datapoint at all (that AWS does the same then is unverified).
 */
export function fillWith(series: LabelledSeries, filler: number | LabelledSeries): LabelledSeries {
  const other = typeof filler === "number" ? undefined : valuesOn(filler, series.grid);
  return mapValues(series, (value, bin) => {
    if (!Number.isNaN(value)) return value;
    return typeof filler === "number" ? filler : (other?.[bin] ?? Number.NaN);
  });
}

/** Each gap takes the last value before it; a gap at the beginning stays. */
export function fillRepeat(series: LabelledSeries): LabelledSeries {
  let last = Number.NaN;
  return mapValues(series, (value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** Each gap becomes a straight line between its two sides; gaps at either end stay. */
export function fillLinear(series: LabelledSeries): LabelledSeries {
  const values = series.values.slice();
  let left = -1;
  for (let bin = 0; bin < values.length; bin++) {
    const right = values[bin] ?? Number.NaN;
    if (Number.isNaN(right)) continue;
    if (left >= 0) {
      const start = values[left] ?? 0;
      for (let gap = left + 1; gap < bin; gap++) {
        values[gap] = start + ((right - start) * (gap - left)) / (bin - left);
      }
    }
    left = bin;
  }
  return { ...series, values };
}
