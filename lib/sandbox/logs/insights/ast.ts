/** A query of CloudWatch Logs Insights QL as a tree. */

export type BinaryOperator =
  | "or"
  | "and"
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^";

export type TextTest =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "regex"; readonly source: string };

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "duration"; readonly ms: number }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "negate" | "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "in"; readonly of: Expression; readonly list: readonly Expression[] }
  | { readonly kind: "like"; readonly of: Expression; readonly test: TextTest }
  | {
      readonly kind: "call";
      /** Lower case. */
      readonly name: string;
      readonly args: readonly Expression[];
      readonly start: number;
      readonly end: number;
    }
  /** The `*` of `count(*)`. */
  | { readonly kind: "everything" };

/** An expression and the name of its column: the alias, or the expression as written. */
export interface Column {
  readonly name: string;
  readonly expression: Expression;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
}

export type ParsePattern =
  | { readonly kind: "glob"; readonly glob: string; readonly names: readonly string[] }
  | { readonly kind: "regex"; readonly source: string };

export type Command =
  | { readonly kind: "fields"; readonly columns: readonly Column[] }
  | { readonly kind: "display"; readonly columns: readonly Column[] }
  | { readonly kind: "filter"; readonly condition: Expression }
  | { readonly kind: "parse"; readonly source: Expression; readonly pattern: ParsePattern }
  | { readonly kind: "stats"; readonly columns: readonly Column[]; readonly by: readonly Column[] }
  | { readonly kind: "sort"; readonly keys: readonly SortKey[] }
  | { readonly kind: "limit"; readonly count: number }
  | { readonly kind: "dedup"; readonly columns: readonly Column[] };

export type Query = readonly Command[];
