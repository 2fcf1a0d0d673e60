import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { listProvisionedConcurrency } from "@/lib/aws/lambda";
import { metricQueries } from "@/lib/metrics/ask";
import { total } from "@/lib/metrics/grid";
import type { FoundBeside } from "@/lib/server/cold-starts/found-inits";
import type { Subject } from "@/lib/server/cold-starts/subjects";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Invocations by the metric, and where `withKept` says so, which is a call a function, what is kept ready. */
export async function readBeside(
  view: ViewRequest,
  subjects: readonly Subject[],
  withKept: boolean,
): Promise<Omit<FoundBeside, "initParts">> {
  const [counted, kept] = await Promise.all([
    readInvocations(
      view,
      subjects.map(({ name }) => name),
    ),
    readKept(view, withKept ? subjects : []),
  ]);
  return {
    invocations: counted.found,
    kept: kept.found,
    failures: [...counted.failures, ...kept.failures],
  };
}

type Read = Pick<FoundBeside, "failures"> & { readonly found: ReadonlyMap<string, number> };

/**
 * Invocations of the window, one billed metric a function: the denominator of a rate, whatever of the lines was read. It
 * is stamped with the minute of the invocation; no datapoint is not known. [D monitoring-metrics-types]
 */
async function readInvocations(view: ViewRequest, names: readonly string[]): Promise<Read> {
  const ask = { key: "", metric: "Invocations", statistic: "Sum", whole: true };
  const queries = names.flatMap((name) =>
    metricQueries("AWS/Lambda", [ask], { FunctionName: name }, view.periods, name),
  );
  const { value, failures } = await optional(getMetricData(view.scope, queries, view.window));
  const found = new Map<string, number>();
  for (const name of names) {
    const sum = total(value?.byKey.get(name));
    if (sum !== null) found.set(name, sum);
  }
  return { found, failures: [...failures, ...(value?.failures ?? [])] };
}

async function readKept(view: ViewRequest, subjects: readonly Subject[]): Promise<Read> {
  const found = new Map<string, number>();
  const read = await Promise.all(
    subjects.map(async ({ name, config }) => {
      if (config === null) return [];
      const { value, failures } = await optional(listProvisionedConcurrency(view.scope, name));
      if (value !== null) {
        found.set(
          name,
          value.reduce((sum, { requested }) => sum + requested, 0),
        );
      }
      return failures;
    }),
  );
  // Refused for one reason, it is one thing to tell.
  return { found, failures: [...new Map(read.flat().map((one) => [one.kind, one])).values()] };
}
