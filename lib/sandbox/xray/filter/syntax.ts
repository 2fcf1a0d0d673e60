/**
 * Filter expressions of GetTraceSummaries, groups and entity selectors as a tree. [D xray-console-filters]
 *
 *     service(id(name: "orders", type: "AWS::Lambda::Function")) { fault } AND responsetime > 2
 */
export const FLAG_KEYWORDS = [
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

export const NUMBER_KEYWORDS = ["responsetime", "duration", "http.status", "index", "coverage"] as const;

export const STRING_KEYWORDS = [
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
  "account.id",
  "group.name",
] as const;

export type FlagKeyword = (typeof FLAG_KEYWORDS)[number];
export type NumberKeyword = (typeof NUMBER_KEYWORDS)[number];
export type StringKeyword = (typeof STRING_KEYWORDS)[number];

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "CONTAINS" | "BEGINSWITH" | "ENDSWITH";
export type Literal = string | number | boolean;

/** A service by name, type and account; an absent field matches all. */
export interface ServiceSelector {
  readonly name?: string;
  readonly type?: string;
  readonly accountId?: string;
}

export type Filter =
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "flag"; readonly keyword: FlagKeyword; readonly expected: boolean }
  | {
      readonly kind: "number";
      readonly keyword: NumberKeyword;
      readonly operator: Operator;
      readonly value: number;
    }
  | {
      readonly kind: "string";
      readonly keyword: StringKeyword;
      readonly operator: Operator;
      readonly value: string;
    }
  /** Without an operator: the annotation is there and not false. */
  | {
      readonly kind: "annotation";
      readonly key: string;
      readonly comparison: { readonly operator: Operator; readonly value: Literal } | null;
    }
  | { readonly kind: "service"; readonly selector: ServiceSelector; readonly block: Filter | null }
  | {
      readonly kind: "edge";
      readonly from: ServiceSelector;
      readonly to: ServiceSelector;
      readonly block: Filter | null;
    };

/** Where and why an expression is not one. `position` counts characters from 0. */
export class FilterSyntaxError extends Error {
  constructor(
    reason: string,
    readonly position: number,
  ) {
    super(`${reason} at position ${position}`);
    this.name = "FilterSyntaxError";
  }
}
