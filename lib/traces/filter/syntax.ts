/**
 * X-Ray filter expressions: the words of the language, and an expression once it is understood.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
 */

/** True or false of a trace, or inside `service() { … }` of a service's part in it. */
export const booleanWords = [
  "ok",
  "error",
  "throttle",
  "fault",
  "partial",
  "inferred",
  "first",
  "last",
  "remote",
  "root",
] as const;
export type BooleanWord = (typeof booleanWords)[number];

/** `responsetime` and `duration` are seconds. */
export const numberWords = ["responsetime", "duration", "http.status", "index", "coverage"] as const;
export type NumberWord = (typeof numberWords)[number];

export const stringWords = [
  "http.url",
  "http.method",
  "http.useragent",
  "http.clientip",
  "user",
  "name",
  "type",
  "message",
  "availabilityzone",
  "instance.id",
  "resource.arn",
  "group.name",
  "account.id",
] as const;
export type StringWord = (typeof stringWords)[number];

/** `rootcause.fault.service { … }` */
export const rootCauseKinds = ["fault", "error", "responsetime"] as const;
export type RootCauseKind = (typeof rootCauseKinds)[number];
export const rootCauseParts = ["service", "entity"] as const;
export type RootCausePart = (typeof rootCauseParts)[number];

export const numberOperators = ["=", "!=", "<", "<=", ">", ">="] as const;
export type NumberOperator = (typeof numberOperators)[number];
export const stringOperators = ["=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH"] as const;
export type StringOperator = (typeof stringOperators)[number];

/** `"orders"`, or `id(name: "orders", type: "AWS::Lambda::Function", account.id: "…")`. */
export interface Selector {
  readonly name: string | null;
  readonly type: string | null;
  readonly accountId: string | null;
}

export type AnnotationTest =
  | { readonly operator: StringOperator; readonly value: string }
  | { readonly operator: NumberOperator; readonly value: number }
  | { readonly operator: "=" | "!="; readonly value: boolean };

export type Filter =
  | { readonly kind: "and" | "or"; readonly terms: readonly Filter[] }
  | { readonly kind: "not"; readonly term: Filter }
  | { readonly kind: "boolean"; readonly word: BooleanWord; readonly value: boolean }
  | {
      readonly kind: "number";
      readonly word: NumberWord;
      readonly operator: NumberOperator;
      readonly value: number;
    }
  | {
      readonly kind: "string";
      readonly word: StringWord;
      readonly operator: StringOperator;
      readonly value: string;
    }
  /** Without a test: the annotation exists. */
  | { readonly kind: "annotation"; readonly key: string; readonly test: AnnotationTest | null }
  /** No selector: any service. */
  | { readonly kind: "service"; readonly selector: Selector | null; readonly block: Filter | null }
  | {
      readonly kind: "edge";
      readonly from: Selector | null;
      readonly to: Selector | null;
      readonly block: Filter | null;
    }
  | {
      readonly kind: "root-cause";
      readonly of: RootCauseKind;
      readonly part: RootCausePart;
      readonly block: Filter | null;
    };

/** What keeps an expression from being understood, and where: `text.slice(at, at + length)`. */
export interface FilterProblem {
  readonly message: string;
  /** Characters from the start; the text's length when something is missing at its end. */
  readonly at: number;
  readonly length: number;
}

/** Longest expression that X-Ray takes. [M GetTraceSummaries FilterExpression] */
export const LONGEST_FILTER = 2_000;
