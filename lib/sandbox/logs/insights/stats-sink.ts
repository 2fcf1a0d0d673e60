import { type Aggregate, createAggregate, isAggregate } from "@/lib/sandbox/logs/insights/aggregate";
import type { Column, Expression } from "@/lib/sandbox/logs/insights/ast";
import { compileExpression, type Evaluate } from "@/lib/sandbox/logs/insights/evaluate";
import { malformedQuery } from "@/lib/sandbox/logs/insights/query-error";
import { Row } from "@/lib/sandbox/logs/insights/row";
import type { Sink } from "@/lib/sandbox/logs/insights/sink";
import { toNumber, toText, type Value } from "@/lib/sandbox/logs/insights/value";

interface AggregateSpec {
  readonly name: string;
  readonly argument: Evaluate;
  readonly parameter: number;
}

interface Group {
  readonly key: readonly Value[];
  readonly aggregates: readonly Aggregate[];
}

/** `stats … by …`. Without `by` there is one group, even over no rows. */
export class StatsSink implements Sink {
  private readonly groups = new Map<string, Group>();
  private readonly specs: AggregateSpec[] = [];
  private readonly outputs: readonly { readonly name: string; readonly evaluate: Evaluate }[];
  private readonly keys: readonly { readonly name: string; readonly evaluate: Evaluate }[];

  constructor(columns: readonly Column[], by: readonly Column[]) {
    this.outputs = columns.map(({ name, expression }) => ({
      name,
      evaluate: compileExpression(this.lift(expression)),
    }));
    this.keys = by.map(({ name, expression }) => ({ name, evaluate: compileExpression(expression) }));
    if (by.length === 0) this.groups.set("", this.newGroup([]));
  }

  push(row: Row): void {
    const key = this.keys.map(({ evaluate }) => evaluate(row));
    const id = key.map((value) => (value === null ? "\u0001" : toText(value))).join("\u0000");
    let group = this.groups.get(id);
    if (group === undefined) {
      group = this.newGroup(key);
      this.groups.set(id, group);
    }
    const time = toNumber(row.get("@timestamp")) ?? 0;
    this.specs.forEach((spec, i) => {
      group.aggregates[i]?.add(spec.argument(row), time);
    });
  }

  rows(): Row[] {
    return [...this.groups.values()].map(({ key, aggregates }) => {
      const row = new Row(null);
      aggregates.forEach((aggregate, i) => {
        row.set(aggregateField(i), aggregate.result());
      });
      this.keys.forEach(({ name }, i) => {
        row.set(name, key[i] ?? null);
      });
      for (const { name, evaluate } of this.outputs) row.set(name, evaluate(row));
      return row;
    });
  }

  private newGroup(key: readonly Value[]): Group {
    return { key, aggregates: this.specs.map(({ name, parameter }) => createAggregate(name, parameter)) };
  }

  /** The expression with each aggregate replaced by a field that `rows` fills in. */
  private lift(expression: Expression): Expression {
    switch (expression.kind) {
      case "call":
        if (!isAggregate(expression.name))
          return { ...expression, args: expression.args.map((arg) => this.lift(arg)) };
        return { kind: "field", name: aggregateField(this.addSpec(expression)) };
      case "binary":
        return { ...expression, left: this.lift(expression.left), right: this.lift(expression.right) };
      case "not":
      case "negate":
        return { ...expression, of: this.lift(expression.of) };
      case "in":
      case "like":
        return { ...expression, of: this.lift(expression.of) };
      case "literal":
      case "duration":
      case "field":
      case "everything":
        return expression;
    }
  }

  private addSpec(call: Extract<Expression, { kind: "call" }>): number {
    const [argument, parameter] = call.args;
    if (argument === undefined && call.name !== "count") {
      throw malformedQuery(`${call.name} needs an argument`, call.start, call.end);
    }
    const percent = parameter?.kind === "literal" ? Number(parameter.value) : Number.NaN;
    if (call.name === "pct" && !(percent >= 0 && percent <= 100)) {
      throw malformedQuery("pct needs a percentile between 0 and 100", call.start, call.end);
    }
    return (
      this.specs.push({
        name: call.name,
        argument: compileExpression(argument ?? { kind: "everything" }),
        parameter: percent,
      }) - 1
    );
  }
}

function aggregateField(index: number): string {
  return `\u0000aggregate${index}`;
}
