/** Counts and times of one node or edge of the service graph, to which further segments and statistics are added. */
export interface Statistics {
  ok: number;
  throttle: number;
  /** 4xx other than throttles. */
  otherError: number;
  fault: number;
  /** Sum, seconds. */
  responseTime: number;
  /** Response times: key = bucket in milliseconds, value = count. */
  readonly histogram: Map<number, number>;
}

export function noStatistics(): Statistics {
  return { ok: 0, throttle: 0, otherError: 0, fault: 0, responseTime: 0, histogram: new Map() };
}

interface Outcome {
  readonly error?: boolean;
  readonly throttle?: boolean;
  readonly fault?: boolean;
  readonly start_time: number;
  readonly end_time: number;
}

/** Counts one segment or call. A fault hides an error, a throttle is told apart from other errors. */
export function count(into: Statistics, outcome: Outcome): void {
  if (outcome.fault) into.fault++;
  else if (outcome.throttle) into.throttle++;
  else if (outcome.error) into.otherError++;
  else into.ok++;
  const seconds = Math.max(0, outcome.end_time - outcome.start_time);
  into.responseTime += seconds;
  addTo(into.histogram, histogramBucketMs(seconds), 1);
}

export function addTo<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Whole milliseconds below 0.1 s, beyond that two significant digits: some 300 buckets up to 15 minutes. */
export function histogramBucketMs(seconds: number): number {
  let step = 1;
  while (seconds * 1000 >= step * 100) step *= 10;
  return Math.round((seconds * 1000) / step) * step;
}

export function merge(into: Statistics, other: Statistics): void {
  into.ok += other.ok;
  into.throttle += other.throttle;
  into.otherError += other.otherError;
  into.fault += other.fault;
  into.responseTime += other.responseTime;
  for (const [bucket, number] of other.histogram) addTo(into.histogram, bucket, number);
}

export function totalOf(statistics: Statistics): number {
  return statistics.ok + statistics.throttle + statistics.otherError + statistics.fault;
}

/** `SummaryStatistics` of the wire, of services and edges alike. */
export function wireStatistics(statistics: Statistics) {
  return {
    OkCount: statistics.ok,
    ErrorStatistics: {
      ThrottleCount: statistics.throttle,
      OtherCount: statistics.otherError,
      TotalCount: statistics.throttle + statistics.otherError,
    },
    FaultStatistics: { OtherCount: statistics.fault, TotalCount: statistics.fault },
    TotalCount: totalOf(statistics),
    TotalResponseTime: Math.round(statistics.responseTime * 1e6) / 1e6,
  };
}

/** A histogram of the wire: ascending by value, milliseconds turned into seconds. */
export function wireHistogram(histogram: ReadonlyMap<number, number>) {
  return [...histogram].sort(([a], [b]) => a - b).map(([ms, Count]) => ({ Value: ms / 1000, Count }));
}
