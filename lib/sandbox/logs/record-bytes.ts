import type { LogSource, Restriction } from "@/lib/sandbox/logs/source/log-source";
import type { IndexList } from "@/lib/sandbox/world/types";

/** What CloudWatch Logs adds to each event's message for billing and storage. [D cloudwatch_limits_cwl] */
export const EVENT_OVERHEAD_BYTES = 26;

/** Records that are rendered for the mean, spread over all. */
const SAMPLE = 120;

/** Mean bytes of all lines of a record, from some of them; 0 without a record. */
export function meanRecordBytes(
  source: LogSource | undefined,
  records: IndexList,
  only: (index: number) => Restriction,
): number {
  const count = Math.min(SAMPLE, records.length);
  if (source === undefined || count === 0) return 0;
  const all = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const index = records[Math.floor(((i + 0.5) * records.length) / count)] ?? 0;
    for (const { message } of source.collect(all, null, only(index))) {
      bytes += Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
    }
  }
  return bytes / count;
}
