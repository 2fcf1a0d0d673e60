import { type FigureJudgement, judgeMean, judgePercentile, judgeShare } from "@/lib/comparison/figures";
import { type Levels, onsetOf } from "@/lib/comparison/onset";
import type { Side } from "@/lib/comparison/side";
import type { Unit } from "@/lib/model/views/common";
import type { ComparedFigure } from "@/lib/model/views/comparison";

export interface ComparedSubject {
  readonly kind: "function" | "stage";
  /**
   * US dollars of one invocation from its mean duration in milliseconds; null: no price, or the settings on one side
   * are not known.
   */
  readonly usdOf: ((meanMs: number) => number) | null;
}

/** Where the sides follow each other: the deployment and the periods of both, those between left out. */
export interface Sequence {
  readonly periodMs: number;
  /** Start of each period, those of the earlier side first. */
  readonly timesMs: readonly number[];
}

/** What difference is of interest: shares in absolute terms, the rest as a part of the lower side. */
export const MATTERS = { errors: 0.002, clientErrors: 0.01, durations: 0.05, coldStarts: 0.01, cost: 0.03 };

/** All figures that metrics tell, in order of weight. `sequence`: sides that follow each other. */
export function compareSides(
  earlier: Side,
  later: Side,
  { kind, usdOf }: ComparedSubject,
  sequence: Sequence | null,
): ComparedFigure[] {
  const isFunction = kind === "function";
  const failuresOf = (side: Side) => side.failures;
  const pair = { earlier, later, paired: sequence === null };
  const errors = judgeShare(pair, failuresOf, MATTERS.errors);
  const name = isFunction ? "Duration" : "Latency";
  const changed = (figure: FigureJudgement, levelsOf: (side: Side) => Levels) =>
    changedMs(figure, earlier, later, levelsOf, sequence);
  const figures = [
    told("errors", isFunction ? "Errors" : "5xx", "ratio", errors, {
      changedMs: changed(errors, (side) => shareLevels(side, side.failures)),
      explanation: explainShare(isFunction ? "failed invocations" : "answers with a status of 500 and above"),
    }),
  ];
  const clientErrorsOf = ({ clientErrors }: Side) => clientErrors ?? [];
  if (earlier.clientErrors !== null && later.clientErrors !== null) {
    const refused = judgeShare(pair, clientErrorsOf, MATTERS.clientErrors);
    figures.push(
      told("clientErrors", "4xx", "ratio", refused, {
        changedMs: changed(refused, (side) => shareLevels(side, clientErrorsOf(side))),
        explanation: explainShare("answers with a status of 400 to 499"),
      }),
    );
  }
  for (const [key, level, periodsOf] of [
    ["p50", 0.5, ({ p50Ms }: Side) => p50Ms],
    ["p95", 0.95, ({ p95Ms }: Side) => p95Ms],
  ] as const) {
    const judged = judgePercentile(pair, level, periodsOf, MATTERS.durations);
    figures.push(
      told(key, `${name} ${key}`, "ms", judged, {
        changedMs: changed(judged, (side) => durationLevels(side, periodsOf(side))),
        explanation: EXPLAIN_PERCENTILE,
      }),
    );
  }
  if (usdOf !== null) {
    const perThousand = (mean: number) => 1000 * usdOf(mean);
    const cost = judgeMean(pair, ({ durationSumMs }) => durationSumMs, perThousand, MATTERS.cost);
    figures.push(told("cost", "Cost per 1,000", "usd", cost, { changedMs: null, explanation: EXPLAIN_COST }));
  }
  return figures;
}

/** So many requests count as one: no longer what chance makes of independent ones. */
const BURSTS = 4;

/** A judgement as it is shown. */
export function told(
  key: ComparedFigure["key"],
  label: string,
  unit: Unit,
  { earlier, later, clustering, judged, reason }: FigureJudgement,
  more: Pick<ComparedFigure, "changedMs" | "explanation">,
): ComparedFigure {
  return {
    key,
    label,
    unit,
    earlier,
    later,
    difference: judged?.difference ?? null,
    verdict: judged?.verdict ?? "cannot-tell",
    reason: judged === null ? reason : withBursts(judged.reason, clustering),
    probabilityWorse: judged?.probabilityWorse ?? null,
    clustering,
    ...more,
  };
}

function withBursts(reason: string | null, clustering: number | null): string | null {
  if (reason === null || (clustering ?? 1) < BURSTS) return reason;
  return `It comes in bursts: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

function changedMs(
  { judged, clustering }: FigureJudgement,
  earlier: Side,
  later: Side,
  levelsOf: (side: Side) => Levels,
  sequence: Sequence | null,
): number | null {
  if (sequence === null || judged === null || judged.verdict === "alike") return null;
  // A level that changed elsewhere shows as clustering, which is why the sides cannot be told apart.
  if (judged.verdict === "cannot-tell" && (clustering ?? 1) < BURSTS) return null;
  const [a, b] = [levelsOf(earlier), levelsOf(later)];
  const all = { values: [...a.values, ...b.values], weights: [...a.weights, ...b.weights] };
  const at = onsetOf(all, a.values.length);
  return at === null ? null : (sequence.timesMs[at] ?? null);
}

function shareLevels({ requests }: Side, counts: readonly number[]): Levels {
  return {
    values: requests.map((n, i) => (n === 0 ? null : (counts[i] ?? 0) / n)),
    weights: requests,
  };
}

/** On a logarithmic axis, where a slow minute weighs no more than a fast one. */
function durationLevels({ requests }: Side, periods: readonly (number | null)[]): Levels {
  return { values: periods.map((ms) => (ms === null ? null : Math.log(Math.max(1, ms)))), weights: requests };
}

export function explainShare(what: string): string {
  return `Share of ${what} among all. The probability is that of two Beta distributions, after the requests of each side; where failures come together, several requests count as one. The interval holds the difference with 95 %.`;
}

const EXPLAIN_PERCENTILE =
  "CloudWatch's percentile of all requests of the side. How far it may be off follows from the number of requests, as the percentiles next to it say; where slow requests come together, several count as one.";

const EXPLAIN_COST =
  "Mean duration × today's memory size × today's price of a GB-second, and the price of the invocations, for 1,000 of them. Metrics have no init, so that billed inits are not in it. How far the mean may be off follows from how it varies from period to period.";
