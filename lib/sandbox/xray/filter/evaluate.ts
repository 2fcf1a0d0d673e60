import type {
  Filter,
  FlagKeyword,
  Literal,
  NumberKeyword,
  Operator,
  ServiceSelector,
  StringKeyword,
} from "@/lib/sandbox/xray/filter/syntax";

/** What keywords mean somewhere: at the whole trace, in one service, on one edge. */
export interface FilterScope {
  flag(keyword: FlagKeyword): boolean;
  /** Seconds or counts; undefined where it does not apply. */
  number(keyword: NumberKeyword): number | undefined;
  /** All values; none where it does not apply. */
  strings(keyword: StringKeyword): readonly string[];
  annotations(key: string): readonly Literal[];
}

export interface FilteredService {
  readonly name: string;
  readonly type: string;
  readonly accountId: string;
  readonly scope: FilterScope;
}

export interface FilteredEdge {
  readonly from: Omit<FilteredService, "scope">;
  readonly to: Omit<FilteredService, "scope">;
  readonly scope: FilterScope;
}

/** A trace as filters see it: its own keywords speak of the root, services and edges of everything below. */
export interface FilteredTrace {
  readonly scope: FilterScope;
  readonly services: readonly FilteredService[];
  readonly edges: readonly FilteredEdge[];
}

/** Does a trace match? Comparisons with something absent are false, whatever the operator. */
export function matchesFilter(filter: Filter, trace: FilteredTrace): boolean {
  return matches(filter, trace.scope, trace);
}

function matches(filter: Filter, scope: FilterScope, trace: FilteredTrace): boolean {
  switch (filter.kind) {
    case "and":
      return matches(filter.left, scope, trace) && matches(filter.right, scope, trace);
    case "or":
      return matches(filter.left, scope, trace) || matches(filter.right, scope, trace);
    case "not":
      return !matches(filter.of, scope, trace);
    case "flag":
      return scope.flag(filter.keyword) === filter.expected;
    case "number": {
      const value = scope.number(filter.keyword);
      return value !== undefined && compare(value, filter.operator, filter.value);
    }
    case "string":
      return holds(scope.strings(filter.keyword), filter.operator, filter.value);
    case "annotation": {
      const values = scope.annotations(filter.key);
      if (filter.comparison === null) return values.some((value) => value !== false);
      return holds(values, filter.comparison.operator, filter.comparison.value);
    }
    case "service":
      return trace.services.some(
        (service) =>
          selects(filter.selector, service) &&
          (filter.block === null || matches(filter.block, service.scope, trace)),
      );
    case "edge":
      return trace.edges.some(
        (edge) =>
          selects(filter.from, edge.from) &&
          selects(filter.to, edge.to) &&
          (filter.block === null || matches(filter.block, edge.scope, trace)),
      );
  }
}

/** Does a selector of a filter mean this service? */
export function selects(
  selector: ServiceSelector,
  service: { readonly name: string; readonly type: string; readonly accountId: string },
): boolean {
  return (
    (selector.name === undefined || selector.name === service.name) &&
    (selector.type === undefined || selector.type === service.type) &&
    (selector.accountId === undefined || selector.accountId === service.accountId)
  );
}

/** One of several values suffices, except for `!=`, which none may contradict. */
function holds(values: readonly Literal[], operator: Operator, wanted: Literal): boolean {
  if (operator === "!=") return values.length > 0 && values.every((value) => compare(value, "!=", wanted));
  return values.some((value) => compare(value, operator, wanted));
}

function compare(value: Literal, operator: Operator, wanted: Literal): boolean {
  switch (operator) {
    case "=":
      return value === wanted;
    case "!=":
      return value !== wanted;
    case "<":
      return typeof value === typeof wanted && value < wanted;
    case "<=":
      return typeof value === typeof wanted && value <= wanted;
    case ">":
      return typeof value === typeof wanted && value > wanted;
    case ">=":
      return typeof value === typeof wanted && value >= wanted;
    case "CONTAINS":
      return String(value).includes(String(wanted));
    case "BEGINSWITH":
      return String(value).startsWith(String(wanted));
    case "ENDSWITH":
      return String(value).endsWith(String(wanted));
  }
}
