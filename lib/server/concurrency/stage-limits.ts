import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import type { StageLimitFigures } from "@/lib/concurrency/limit-rows";
import { type StageSubject, stageCountSeriesQueries, stageKey } from "@/lib/metrics/api-queries";
import type { ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import { seriesOf } from "@/lib/server/concurrency/series-of";
import { loadStages, stagesOf } from "@/lib/server/load-apis";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

interface StageLimits {
  readonly figures: readonly StageLimitFigures[];
  readonly stages: number;
  readonly withLimit: number;
  readonly notRead: number;
  readonly failures: readonly Failure[];
}

/** One management call an API, and AWS takes ten a second from the whole account: further APIs are not asked. */
const MOST_APIS = 40;

/** Stages with a throttle limit of their own, and how many requests came. */
export async function readStageLimits(view: ViewRequest): Promise<StageLimits> {
  const listed = await optional(loadStages(view));
  const subjects = listed.value?.subjects ?? [];
  const apis = [...new Map(subjects.map((subject) => [subject.id, subject])).values()].slice(0, MOST_APIS);
  const read = await Promise.all(
    apis.map(async (api) => ({ id: api.id, found: await optional(stagesOf(view, api)) })),
  );
  const stagesById = new Map(read.map(({ id, found }) => [id, found.value]));
  const throttleOf = ({ id, stage }: StageSubject) =>
    stagesById.get(id)?.find(({ name }) => name === stage)?.throttle ?? null;
  const limited = subjects.flatMap((subject) => {
    const throttle = throttleOf(subject);
    return throttle ? [{ subject, throttle }] : [];
  });
  const counts = await optional(
    getMetricData(
      view.scope,
      limited.flatMap(({ subject }) => stageCountSeriesQueries(subject, view.periods)),
      view.window,
    ),
  );
  return {
    figures: limited.map(({ subject, throttle }) => figuresOf(view, subject, throttle, counts.value)),
    stages: subjects.length,
    withLimit: limited.length,
    notRead: subjects.filter(({ id }) => !stagesById.get(id)).length,
    failures: [
      ...listed.failures,
      ...(listed.value?.failures ?? []),
      ...read.flatMap(({ found }) => found.failures),
      ...counts.failures,
      ...(counts.value?.failures ?? []),
    ],
  };
}

function figuresOf(
  view: ViewRequest,
  subject: StageSubject,
  { rateLimit, burstLimit }: NonNullable<ApiStage["throttle"]>,
  counts: Awaited<ReturnType<typeof getMetricData>> | null,
): StageLimitFigures {
  const { id: apiId, name, stage } = subject;
  const count = seriesOf(counts?.byKey.get(stageKey(subject, "requests")), view.grid, "sum");
  return { apiId, name, stage, count, rateLimit, burstLimit };
}
