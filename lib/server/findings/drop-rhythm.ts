import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { DAY_MS, epochMs } from "@/lib/base/time";
import { finestPeriod } from "@/lib/metrics/period";
import { isRhythm, mayBeRhythm } from "@/lib/metrics/spikes/is-rhythm";
import type { Spans } from "@/lib/metrics/spikes/spans";
import { figureOn } from "@/lib/metrics/spikes/watched";
import type { Failure } from "@/lib/model/failure";
import type { FoundIn } from "@/lib/server/findings/watched-subjects";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Yesterday, and the same weekday. */
const DAYS_BACK = [1, 7];

/**
 * Without the changes of traffic that an earlier day had at the same time as well. Asked only of the subjects whose
 * traffic stands out, so that an ordinary look costs nothing more. Where the earlier days cannot be read the changes
 * stay.
 */
export async function dropRhythm(
  view: ViewRequest,
  found: readonly FoundIn[],
  spans: Spans,
): Promise<{ found: readonly FoundIn[]; failures: readonly Failure[] }> {
  const doubtful = [...new Set(found.filter(mayBeRhythm).map(({ of }) => of))];
  if (doubtful.length === 0) return { found, failures: [] };
  const days = await Promise.all(DAYS_BACK.map((days) => readDay(view, doubtful, spans, days)));
  return {
    found: found.filter(
      (one) => !(mayBeRhythm(one) && days.some(({ valuesOf }) => isRhythm(one, valuesOf(one), spans))),
    ),
    failures: days.flatMap(({ failures }) => failures),
  };
}

async function readDay(
  view: ViewRequest,
  subjects: readonly FoundIn["of"][],
  spans: Spans,
  days: number,
): Promise<{
  valuesOf: (found: FoundIn) => readonly (number | null)[];
  failures: readonly Failure[];
}> {
  const { asked, periodMs } = spans;
  const back = days * DAY_MS;
  const window = { fromMs: epochMs(asked.fromMs - back), toMs: epochMs(asked.toMs - back) };
  // CloudWatch no longer has periods so fine of that day: it cannot be compared.
  if (finestPeriod(window.fromMs, view.nowMs) > periodMs) return { valuesOf: () => [], failures: [] };
  const queries = subjects.flatMap((of) => of.rhythmQueries(periodMs));
  const data = await optional(getMetricData(view.scope, queries, window));
  const then = { ...spans, timesMs: spans.timesMs.map((time) => time - back) };
  return {
    valuesOf: ({ of, watched }) => {
      const figure = figureOn((key) => data.value?.byKey.get(of.keyOf(key)), then);
      return of.series(figure).find(({ measure }) => measure === watched.measure)?.values ?? [];
    },
    failures: [...data.failures, ...(data.value?.failures ?? [])],
  };
}
