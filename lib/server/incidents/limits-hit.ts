import "server-only";
import type { LimitHit } from "@/lib/incidents/incident-input";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import { readConcurrency } from "@/lib/server/concurrency/read-concurrency";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Why calls were refused, of the functions of which so many were that it stands out; none: nothing is asked. */
export async function limitsHit(
  view: ViewRequest,
  findings: readonly SubjectFinding[],
): Promise<Found<readonly LimitHit[]>> {
  const throttled = findings.filter(
    ({ measure, finding }) => measure === "throttles" && finding.direction === "up",
  );
  const names = [
    ...new Set(throttled.flatMap(({ subject }) => (subject.kind === "function" ? [subject.name] : []))),
  ];
  if (names.length === 0) return { data: [] };
  const iso = (ms: number) => new Date(ms).toISOString();
  const read = await readConcurrency(view, Promise.resolve({ names, failures: [] }), { time: iso, day: iso });
  if ("empty" in read) return { data: [] };
  return {
    data: read.data.functions.flatMap(({ name, throttled: episodes }) =>
      episodes.map((episode): LimitHit => ({ subject: { kind: "function", name }, episode })),
    ),
    ...(read.failures ? { failures: read.failures } : {}),
  };
}
