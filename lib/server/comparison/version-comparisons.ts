import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { listAliases } from "@/lib/aws/lambda";
import { formatRatio } from "@/lib/base/format-number";
import { epochMs, floorTo } from "@/lib/base/time";
import { assembleComparison, withoutSides } from "@/lib/comparison/assemble";
import { sharedSpan } from "@/lib/comparison/shared-span";
import type { LambdaAlias } from "@/lib/model/lambda";
import type { Comparison } from "@/lib/model/views/comparison";
import {
  byPeriod,
  functionMetrics,
  periodsIn,
  requestQueries,
  type SpanOfPeriods,
  sideFrom,
  sideQueries,
} from "@/lib/server/comparison/read-side";
import { NO_COST, usdOfFunction } from "@/lib/server/comparison/usd-of";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * Of each alias that splits its traffic, the version on trial against the main one, on the same minutes. Two round
 * trips: when both had traffic, then the figures of that time. `changedMs`: when the alias got its present weights, where
 * that is known; earlier traffic is left out.
 * @throws AwsFailure when aliases or metrics cannot be read
 */
export async function loadVersionComparisons(
  view: ViewRequest,
  name: string,
  changedMs: (alias: string) => Promise<number | null>,
): Promise<Found<readonly Comparison[]>> {
  const split = (await listAliases(view.scope, name)).filter(({ versions }) => versions.length > 1);
  const found = await Promise.all(split.map((alias) => compareVersions(view, name, alias, changedMs)));
  return { data: found.map(({ data }) => data), failures: found.flatMap(({ failures }) => failures ?? []) };
}

async function compareVersions(
  view: ViewRequest,
  name: string,
  alias: LambdaAlias,
  changedMs: (alias: string) => Promise<number | null>,
): Promise<Found<Comparison>> {
  const [older, newer] = inOrder(alias);
  const metricsOf = (version: string) =>
    functionMetrics({ FunctionName: name, Resource: `${name}:${alias.name}`, ExecutedVersion: version });
  const [a, b] = [metricsOf(older.version), metricsOf(newer.version)];
  const head = {
    kind: "versions",
    key: alias.name,
    title: `Version ${newer.version} against ${older.version}`,
    remarks: [],
    coldStarts: null,
  } as const;
  const { stepMs } = view.periods;
  const whole = spanOfView(view, await changedMs(alias.name));
  const cannotTell = `Cannot tell version ${newer.version} from ${older.version}`;
  if (periodsIn(whole) === 0) return { data: withoutSides(head, `${cannotTell}: ${TOO_NEW}`) };
  const [counts, { usdOf, failures: priceFailures }] = await Promise.all([
    getMetricData(
      view.scope,
      [...requestQueries(a, stepMs, "a "), ...requestQueries(b, stepMs, "b ")],
      whole,
    ),
    usdOfFunction(view, name),
  ]);
  const requestsOf = (side: string) =>
    byPeriod(counts.byKey.get(`${side} requests`), whole).map((value) => value ?? 0);
  const shared = sharedSpan([requestsOf("a"), requestsOf("b")]);
  if (shared === null) {
    const quiet = requestsOf("b").some((count) => count > 0) ? older : newer;
    const sentence = `${cannotTell}: no request of version ${quiet.version} in this window.`;
    return { data: withoutSides(head, sentence), failures: counts.failures };
  }
  const span: SpanOfPeriods = {
    fromMs: epochMs(whole.fromMs + shared.from * stepMs),
    toMs: epochMs(whole.fromMs + shared.to * stepMs),
    periodMs: stepMs,
  };
  const data = await getMetricData(
    view.scope,
    [...sideQueries(a, span, "a "), ...sideQueries(b, span, "b ")],
    span,
  );
  const sideHead = ({ version, weight }: Weighted) => ({
    label: `Version ${version}`,
    fromMs: span.fromMs,
    toMs: span.toMs,
    version,
    share: weight,
  });
  return {
    data: assembleComparison(
      {
        ...head,
        remarks: [
          `Alias ${alias.name} gives version ${newer.version} ${formatRatio(newer.weight)} of the requests. Only the time in which both had some is compared.`,
          ...(usdOf === null ? [NO_COST] : []),
        ],
      },
      {
        earlier: {
          head: sideHead(older),
          side: sideFrom(data, a, span, "a ", `of version ${older.version}`),
        },
        later: { head: sideHead(newer), side: sideFrom(data, b, span, "b ", `of version ${newer.version}`) },
      },
      { kind: "function", usdOf },
      {
        kind: "versions",
        later: `version ${newer.version}`,
        earlier: older.version,
        requests: "invocations",
        atMs: null,
      },
    ),
    failures: [...counts.failures, ...data.failures, ...priceFailures],
  };
}

type Weighted = LambdaAlias["versions"][number];

/** The higher number is the newer version; where there are none, the one that is not the main version. */
function inOrder({ versions }: LambdaAlias): readonly [Weighted, Weighted] {
  const [main, other] = versions;
  if (main === undefined || other === undefined) throw new Error("An alias that splits has two versions.");
  return Number(main.version) > Number(other.version) ? [other, main] : [main, other];
}

/** Why there is no period to compare: the present shares, or the window itself, are younger than the figures. */
export const TOO_NEW =
  "CloudWatch has no whole period yet since its traffic was split so; figures come some three minutes late.";

/** Whole periods of the window that CloudWatch has in full; none right after the change, or in the newest minutes. */
export function spanOfView(view: ViewRequest, notBeforeMs: number | null): SpanOfPeriods {
  const { stepMs } = view.periods;
  const { window, grid } = view;
  const skipped = notBeforeMs === null ? 0 : Math.max(0, Math.ceil((notBeforeMs - window.fromMs) / stepMs));
  const fromMs = floorTo(window.fromMs, stepMs === 60_000 ? 60_000 : 1) + skipped * stepMs;
  const end = Math.min(window.toMs, grid.settledMs);
  const periods = Math.max(0, Math.floor((end - fromMs) / stepMs));
  return { fromMs: epochMs(fromMs), toMs: epochMs(fromMs + periods * stepMs), periodMs: stepMs };
}
