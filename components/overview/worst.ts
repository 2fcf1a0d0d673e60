import type { RequestSubject } from "@/components/view/view-store";
import type { ApiRow, FunctionRow } from "@/lib/model/views/overview";
import { sourceKey } from "@/lib/url/log-sources";
import { stageSources } from "@/lib/url/logs-path";

/** A tile stands for all of a region, but nobody can read the logs of all at once. */
const MOST = 20;

/** Functions behind the tiles of Lambda: those with most failures, then the busiest. */
export function worstFunctions(rows: readonly FunctionRow[]): DrillSubject {
  const failures = (row: FunctionRow) => (row.errors ?? 0) + (row.throttles ?? 0);
  const worst = rows
    .filter((row) => row.invocations !== null)
    .sort((a, b) => failures(b) - failures(a) || (b.invocations ?? 0) - (a.invocations ?? 0))
    .slice(0, MOST);
  return subjectOf(
    "functions",
    worst.length,
    rows.length,
    worst.map(({ name }) => sourceKey({ kind: "function", name })),
  );
}

/** Stages behind the tiles of API Gateway: those with most server errors, then the busiest. */
export function worstStages(rows: readonly ApiRow[]): DrillSubject {
  const worst = [...rows]
    .sort((a, b) => (b.status5xx ?? 0) - (a.status5xx ?? 0) || (b.count ?? 0) - (a.count ?? 0))
    .slice(0, MOST / 2);
  return subjectOf(
    "API stages",
    worst.length,
    rows.length,
    worst.flatMap(({ id, stage, kind }) => stageSources(id, stage, kind).map(sourceKey)),
  );
}

interface DrillSubject extends RequestSubject {
  readonly subject: string;
}

function subjectOf(noun: string, shown: number, of: number, sources: readonly string[]): DrillSubject {
  const name = shown < of ? `the ${shown} of ${of} ${noun} with most failures` : `all ${noun}`;
  return { subject: name, name, sources, throttled: null };
}
