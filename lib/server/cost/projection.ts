import "server-only";
import { DAY_MS, epochMs, floorTo, HOUR_MS } from "@/lib/base/time";
import { billOf } from "@/lib/cost/bill";
import { billBy } from "@/lib/cost/bill-by";
import { costLineOf } from "@/lib/cost/cost-line";
import { exact } from "@/lib/cost/estimate-figures";
import { initShares, withInit } from "@/lib/cost/init-share";
import { monthBill } from "@/lib/cost/month";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { monthOf } from "@/lib/cost/projection";
import { sliceUsage } from "@/lib/cost/window-usage";
import type { CostProjection } from "@/lib/model/views/cost";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import { readMetricFigures } from "@/lib/server/cost/metric-figures";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import type { Empty, Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Each hour of the week twice, which is what a weekly rhythm takes. */
const RHYTHM_MS = 14 * DAY_MS;
/** An hour's datapoints of each would be too many to ask for of more; the others follow the dearest. */
const MOST_FUNCTIONS = 100;

/**
 * What the month will have cost. The hours until now come from metrics; their inits are taken to be as frequent as in the
 * window.
 * @throws AwsFailure when no hour could be read
 */
export async function loadProjection(
  view: ViewRequest,
  subjects: CostSubjects,
  found: FoundUsage,
  list: PriceList,
  freeTier: boolean,
): Promise<Found<CostProjection> | Empty> {
  const { nowMs } = view;
  const month = monthOf(nowMs);
  const dearest = dearestFunctions(subjects, found, list);
  // The month's own hours, and as many before it as tell the rhythm.
  const window = {
    fromMs: epochMs(Math.min(month.fromMs, floorTo(nowMs, HOUR_MS) - RHYTHM_MS)),
    toMs: epochMs(floorTo(nowMs, HOUR_MS)),
  };
  const { figures, failures } = await readMetricFigures(view, dearest.subjects, window, HOUR_MS, "trend");
  const [low, high] = [initShares(found.usage, "low"), initShares(found.usage, "high")];
  const slice = (from: number, to: number) =>
    sliceUsage(figures, { from, to, binMs: HOUR_MS }, (to - from) * HOUR_MS).low;
  const first = firstSeen(figures);
  const hours = figures.timesMs.map((startMs, i) => ({
    startMs,
    amount:
      i < first
        ? null
        : billOf(
            slice(i, i + 1).map((record) => withInit(record, low)),
            list,
            undefined,
            "low",
          ).totalUsd * dearest.factor,
  }));
  const mix = slice(first, figures.timesMs.length);
  const told = monthBill({
    hours,
    mix: {
      low: mix.map((record) => withInit(record, low)),
      high: mix.map((record) => withInit(record, high)),
    },
    nowMs,
    list,
    freeTier,
  });
  if (told === null) {
    return {
      empty: {
        reason: "Nothing was used in the month so far, nor in the two weeks before now.",
        nextStep: "Come back when something has run for an hour.",
      },
    };
  }
  const { projection, seen, expected } = told;
  return {
    data: {
      month: new Date(month.fromMs).toISOString().slice(0, 7),
      fromMs: month.fromMs,
      toMs: month.toMs,
      seenUsd: exact(seen.totalUsd),
      expectedUsd: exact(expected.totalUsd),
      lowUsd: exact(told.low.totalUsd),
      highUsd: exact(told.high.totalUsd),
      certainShare: projection.certainShare,
      unknownHours: projection.unknownHours,
      rhythm: projection.rhythm,
      freeTier,
      assumptions: [
        projection.assumption,
        ...(projection.unknownHours > 0
          ? [
              `${projection.unknownHours.toLocaleString("en")} hours of the month before the first one with figures are unknown and estimated like those to come.`,
            ]
          : []),
        found.told.by === "metrics"
          ? "Without the init, which metrics do not know; the upper end has the most that it can be in the window shown."
          : "The init is as frequent as in the window shown.",
        "Provisioned concurrency, caches, stored logs and alarms stay as they are now.",
        ...(dearest.left > 0
          ? [`${dearest.left} functions that cost least follow the ${MOST_FUNCTIONS} dearest.`]
          : []),
        "Tiers apply as if this account were alone; allowances and tiers of a consolidated bill are shared.",
      ],
      lines: expected.lines.map(costLineOf).sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0)),
    },
    failures,
  };
}

interface Dearest {
  readonly subjects: CostSubjects;
  readonly left: number;
  /** What the whole costs in the window over what these cost. */
  readonly factor: number;
}

function dearestFunctions(subjects: CostSubjects, { usage }: FoundUsage, list: PriceList): Dearest {
  const left = Math.max(0, subjects.functions.length - MOST_FUNCTIONS);
  if (left === 0) return { subjects, left, factor: 1 };
  const bill = billOf(usage.low, list, undefined, "low");
  const usd = new Map(billBy(bill, "functionName").map((group) => [group.key, group.usd]));
  const functions = [...subjects.functions]
    .sort((a, b) => (usd.get(b.config.name) ?? 0) - (usd.get(a.config.name) ?? 0))
    .slice(0, MOST_FUNCTIONS);
  const kept = new Set(functions.map(({ config }) => config.name));
  const others = [...usd].reduce(
    (sum, [name, amount]) => (name === null || kept.has(name) ? sum : sum + amount),
    0,
  );
  const rest = bill.totalUsd - others;
  return {
    subjects: {
      ...subjects,
      functions,
      groups: subjects.groups.filter(({ functionName }) => functionName === null || kept.has(functionName)),
    },
    left,
    factor: rest > 0 ? bill.totalUsd / rest : 1,
  };
}

/** Hours before the first execution or request are unknown: they may be before the account, or not kept. */
function firstSeen(figures: {
  readonly timesMs: readonly number[];
  readonly functions: readonly { readonly invocations: readonly number[] }[];
  readonly gateways: readonly { readonly count: readonly number[] }[];
}): number {
  const series = [
    ...figures.functions.map(({ invocations }) => invocations),
    ...figures.gateways.map(({ count }) => count),
  ];
  const found = figures.timesMs.findIndex((_, i) => series.some((values) => (values[i] ?? 0) > 0));
  return found < 0 ? figures.timesMs.length : found;
}
