import "server-only";
import type { CallScope } from "@/lib/aws/call-scope";
import { getTraces } from "@/lib/aws/xray";
import type { ColdOnly, TraceRow } from "@/lib/model/views/traces";
import { coldStartIn } from "@/lib/traces/summaries/cold-start-in";

/** Five a call, at the calls a second that X-Ray allows: a quarter of a minute. */
const MOST_READ = 1_000;

export interface ColdSieve {
  /** Tells those of the rows that have a cold start, once it is known of all of them. */
  readonly add: (rows: readonly TraceRow[], keep: (cold: readonly TraceRow[]) => void) => void;
  /** When all that was added has been told. @throws AwsFailure where the documents cannot be read */
  readonly settled: () => Promise<ColdOnly>;
}

/**
 * Keeps the traces in which a request waited for a function to start. X-Ray cannot search for that: the documents of
 * each trace whose summary does not rule it out are read.
 */
export function createColdSieve(scope: CallScope): ColdSieve {
  const under: Promise<void>[] = [];
  let asked = 0;
  const count = { traces: 0, found: 0, unknown: 0, unread: 0 };
  const sift = async (rows: readonly TraceRow[], keep: (cold: readonly TraceRow[]) => void) => {
    const open = rows.filter(({ cold }) => cold === null);
    const ids = open.slice(0, Math.max(0, MOST_READ - asked)).map(({ traceId }) => traceId);
    asked += ids.length;
    count.traces += rows.length;
    count.unread += open.length - ids.length;
    const { traces } = await getTraces(scope, ids);
    const told = new Map(traces.map((trace) => [trace.traceId, coldStartIn(trace)]));
    const cold = rows.filter((row) => row.cold === true || told.get(row.traceId) === true);
    count.found += cold.length;
    count.unknown += ids.filter((id) => (told.get(id) ?? null) === null).length;
    keep(cold.map((row) => ({ ...row, cold: true })));
  };
  return {
    add: (rows, keep) => {
      const sifted = sift(rows, keep);
      // It is waited for later; until then a failure must not count as nobody's.
      sifted.catch(() => undefined);
      under.push(sifted);
    },
    settled: async () => {
      await Promise.all(under);
      return { ...count };
    },
  };
}
