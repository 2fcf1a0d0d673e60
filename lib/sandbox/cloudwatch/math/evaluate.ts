import { validationError } from "../errors";
import type { Grid } from "../periods";
import { aggregate, isAggregate } from "./aggregate";
import { FUNCTIONS } from "./functions";
import { applyBinary } from "./operators";
import type { Node } from "./syntax";
import { type LabelledSeries, many, mapValues, one, scalar, type Value } from "./value";

/** What an expression may refer to. */
export interface MathScope {
  /** Bins of functions that make a series out of nothing. */
  readonly grid: Grid;
  /** The query with this Id; undefined when the request has none. */
  byId(id: string): Value | undefined;
  /** METRICS(): all metrics of the request, or those with this text in their Id. */
  metrics(idPart: string | undefined): readonly LabelledSeries[];
  search(query: string, statistic: string, periodSeconds: number | undefined): readonly LabelledSeries[];
}

const WORDS: ReadonlySet<string> = new Set(["REPEAT", "LINEAR", "ASC", "DESC", "AVG", "MIN", "MAX", "SUM"]);

export function evaluate(node: Node, scope: MathScope): Value {
  switch (node.type) {
    case "number":
      return scalar(node.value);
    case "text":
      return { kind: "word", word: node.value };
    case "name":
      return named(node.name, scope);
    case "list":
      return many(node.items.flatMap((item) => asArray(evaluate(item, scope))));
    case "negate":
      return negate(evaluate(node.operand, scope));
    case "binary":
      return applyBinary(node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
    case "call":
      return call(node.name, node.args, scope);
  }
}

function named(name: string, scope: MathScope): Value {
  const value = scope.byId(name);
  if (value) return value;
  if (WORDS.has(name)) return { kind: "word", word: name };
  throw validationError(
    `The expression refers to '${name}', which is not the Id of any query of the request.`,
  );
}

function call(name: string, args: readonly Node[], scope: MathScope): Value {
  if (name === "SEARCH") return many(search(args, scope));
  if (name === "METRICS") {
    const [part] = args;
    if (part && part.type !== "text") throw validationError("METRICS takes a text in quotes.");
    return many(scope.metrics(part?.value));
  }
  const values = args.map((arg) => evaluate(arg, scope));
  if (isAggregate(name)) {
    const [value] = values;
    if (!value || values.length > 1) throw validationError(`${name} takes one argument.`);
    return aggregate(name, value);
  }
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!run) throw validationError(`Unknown function ${name}.`);
  return run(values, scope.grid);
}

function search(args: readonly Node[], scope: MathScope): readonly LabelledSeries[] {
  const [query, statistic, period] = args;
  if (query?.type !== "text" || statistic?.type !== "text" || (period && period.type !== "number")) {
    throw validationError("SEARCH takes a search in quotes, a statistic in quotes and a period in seconds.");
  }
  return scope.search(query.value, statistic.value, period?.value);
}

function asArray(value: Value): readonly LabelledSeries[] {
  if (value.kind === "series") return [value.series];
  if (value.kind === "array") return value.items;
  throw validationError("A list may only hold time series.");
}

function negate(value: Value): Value {
  if (value.kind === "scalar") return scalar(-value.value);
  const minus = (series: LabelledSeries) => mapValues(series, (number) => -number);
  if (value.kind === "series") return one(minus(value.series));
  if (value.kind === "array") return many(value.items.map(minus));
  throw validationError("A text cannot be negated.");
}
