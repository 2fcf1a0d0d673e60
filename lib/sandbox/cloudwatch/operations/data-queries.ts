import type { JsonObject } from "@/lib/sandbox/http/contract";
import { validationError } from "../errors";
import {
  objectList,
  optionalFlag,
  optionalNumber,
  optionalText,
  requiredObject,
  requiredText,
} from "../input";
import { isInsightsQuery } from "../insights/query";
import { type Node, parseExpression } from "../math/syntax";
import type { Dimension } from "../metric";
import { isValidPeriod } from "../periods";
import { parseStatistic, type Statistic } from "../statistic";

/** Members of GetMetricData's MetricDataQueries, checked. [M GetMetricData, MetricDataQuery] */
interface CommonQuery {
  readonly id: string;
  readonly label: string | undefined;
  readonly returnData: boolean;
}

export interface StatQuery extends CommonQuery {
  readonly kind: "stat";
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly Dimension[];
  readonly statisticName: string;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly unit: string | undefined;
}

export interface MathQuery extends CommonQuery {
  readonly kind: "math";
  readonly root: Node;
  readonly periodMs: number | undefined;
}

export interface InsightsDataQuery extends CommonQuery {
  readonly kind: "insights";
  readonly expression: string;
  readonly periodMs: number;
}

export type DataQuery = StatQuery | MathQuery | InsightsDataQuery;

const MAX_QUERIES = 500;
const MAX_EXPRESSION = 2048;
const MAX_DIMENSIONS = 30;
const ID = /^[a-z][a-zA-Z0-9_]{0,254}$/;
const DEFAULT_INSIGHTS_PERIOD_MS = 300_000;

/** Throws `ValidationException` for what CloudWatch refuses as a whole. */
export function readDataQueries(input: JsonObject): readonly DataQuery[] {
  const members = objectList(input, "MetricDataQueries");
  if (members.length === 0) throw validationError("The parameter MetricDataQueries is required.");
  if (members.length > MAX_QUERIES) {
    throw validationError(
      `The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`,
    );
  }
  const queries = members.map((member, index) => readQuery(member, `MetricDataQueries.member.${index + 1}`));
  const ids = new Set(queries.map((query) => query.id));
  if (ids.size < queries.length) {
    throw validationError("The values for parameter Id in MetricDataQueries are not unique.");
  }
  if (queries.filter((query) => query.kind === "insights").length > 1) {
    throw validationError("A request can have one Metrics Insights query.");
  }
  if (!queries.some((query) => query.returnData)) {
    throw validationError("At least one query must return data: ReturnData is false for all of them.");
  }
  return queries;
}

function readQuery(member: JsonObject, where: string): DataQuery {
  const id = requiredText(member, "Id");
  if (!ID.test(id)) throw validationError(`The value ${id} for parameter ${where}.Id is not valid.`);
  const expression = optionalText(member, "Expression");
  const hasStat = member.MetricStat !== undefined && member.MetricStat !== null;
  if ((expression === undefined) === !hasStat) {
    throw validationError(`Exactly one of ${where}.MetricStat and ${where}.Expression must be given.`);
  }
  const common = {
    id,
    label: optionalText(member, "Label"),
    returnData: optionalFlag(member, "ReturnData") ?? true,
  };
  return expression === undefined
    ? { ...common, ...readStat(requiredObject(member, "MetricStat"), `${where}.MetricStat`) }
    : { ...common, ...readExpression(expression, readPeriod(member, where), where) };
}

function readStat(stat: JsonObject, where: string): Omit<StatQuery, keyof CommonQuery> {
  const metric = requiredObject(stat, "Metric");
  const statisticName = requiredText(stat, "Stat");
  const statistic = parseStatistic(statisticName);
  if (!statistic)
    throw validationError(`The value ${statisticName} for parameter ${where}.Stat is not supported.`);
  const periodMs = readPeriod(stat, where);
  if (periodMs === undefined) throw validationError(`The parameter ${where}.Period is required.`);
  return {
    kind: "stat",
    namespace: requiredText(metric, "Namespace"),
    metricName: requiredText(metric, "MetricName"),
    dimensions: readDimensions(metric, `${where}.Metric`),
    statisticName,
    statistic,
    periodMs,
    unit: optionalText(stat, "Unit"),
  };
}

export function readDimensions(input: JsonObject, where: string): readonly Dimension[] {
  const members = objectList(input, "Dimensions");
  if (members.length > MAX_DIMENSIONS) {
    throw validationError(
      `The collection ${where}.Dimensions must not have more than ${MAX_DIMENSIONS} members.`,
    );
  }
  return members.map((member) => ({
    Name: requiredText(member, "Name"),
    Value: requiredText(member, "Value"),
  }));
}

function readPeriod(input: JsonObject, where: string): number | undefined {
  const seconds = optionalNumber(input, "Period");
  if (seconds === undefined) return undefined;
  if (isValidPeriod(seconds)) return seconds * 1000;
  throw validationError(`The parameter ${where}.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}

function readExpression(
  expression: string,
  periodMs: number | undefined,
  where: string,
): Omit<MathQuery, keyof CommonQuery> | Omit<InsightsDataQuery, keyof CommonQuery> {
  if (expression.length === 0 || expression.length > MAX_EXPRESSION) {
    throw validationError(`The parameter ${where}.Expression must have 1 to ${MAX_EXPRESSION} characters.`);
  }
  return isInsightsQuery(expression)
    ? { kind: "insights", expression, periodMs: periodMs ?? DEFAULT_INSIGHTS_PERIOD_MS }
    : { kind: "math", root: parseExpression(expression), periodMs };
}

/** SEARCH alone finds metrics; everything else computes, and computed results are never continued by a token. */
export function isComputed(query: DataQuery): boolean {
  return query.kind === "math" && !(query.root.type === "call" && query.root.name === "SEARCH");
}
