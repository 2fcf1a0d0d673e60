import {
  type Filter,
  FilterSyntaxError,
  FLAG_KEYWORDS,
  type FlagKeyword,
  type Literal,
  NUMBER_KEYWORDS,
  type NumberKeyword,
  type Operator,
  type ServiceSelector,
  STRING_KEYWORDS,
  type StringKeyword,
} from "@/lib/sandbox/xray/filter/syntax";
import { type Token, tokens } from "@/lib/sandbox/xray/filter/tokens";

/** Nesting beyond this is refused, so that a hostile expression cannot exhaust the stack. */
const MAX_DEPTH = 100;

/**
 * Parses a filter expression. AND binds tighter than OR; `!` and `NOT` bind tightest. Throws `FilterSyntaxError` with
 * the position of the offending token.
 */
export function parseFilter(text: string): Filter {
  const parser = new Parser(tokens(text));
  const filter = parser.expression(0);
  parser.expectEnd();
  return filter;
}

class Parser {
  private index = 0;

  constructor(private readonly list: readonly Token[]) {}

  expression(depth: number): Filter {
    if (depth > MAX_DEPTH) throw this.error("Expression is nested too deeply");
    let left = this.conjunction(depth);
    while (this.takeWord("OR")) left = { kind: "or", left, right: this.conjunction(depth) };
    return left;
  }

  private conjunction(depth: number): Filter {
    let left = this.negation(depth);
    while (this.takeWord("AND")) left = { kind: "and", left, right: this.negation(depth) };
    return left;
  }

  private negation(depth: number): Filter {
    if (depth > MAX_DEPTH) throw this.error("Expression is nested too deeply");
    if (this.takeMark("!") || this.takeWord("NOT")) return { kind: "not", of: this.negation(depth + 1) };
    if (this.takeMark("(")) {
      const inner = this.expression(depth + 1);
      this.expectMark(")");
      return inner;
    }
    return this.term(depth);
  }

  private term(depth: number): Filter {
    const token = this.token;
    if (token.kind !== "word") throw this.error("Expected a keyword");
    this.index++;
    const keyword = token.text.toLowerCase();
    if (keyword === "service") return { kind: "service", ...this.serviceArguments(depth) };
    if (keyword === "edge") return { kind: "edge", ...this.edgeArguments(depth) };
    // An id by itself selects a service (entity selectors of GetTimeSeriesServiceStatistics).
    if (keyword === "id") return { kind: "service", selector: this.idFields(), block: null };
    if (keyword === "annotation") return this.annotation(this.annotationKey());
    // The older spelling; keys keep their case.
    if (keyword.startsWith("annotation.")) return this.annotation(token.text.slice("annotation.".length));
    const flag = FLAG_KEYWORDS.find((known) => known === keyword);
    if (flag) return this.flag(flag);
    const number = NUMBER_KEYWORDS.find((known) => known === keyword);
    if (number) return this.numberComparison(number);
    const string = STRING_KEYWORDS.find((known) => known === keyword);
    if (string) return this.stringComparison(string);
    throw new FilterSyntaxError(`Unknown keyword '${token.text}'`, token.at);
  }

  private flag(keyword: FlagKeyword): Filter {
    const token = this.token;
    if (token.kind !== "operator") return { kind: "flag", keyword, expected: true };
    this.index++;
    if (token.operator !== "=" && token.operator !== "!=") {
      throw new FilterSyntaxError(`Operator ${token.operator} does not apply to ${keyword}`, token.at);
    }
    const value = this.literal();
    if (typeof value !== "boolean") throw this.errorBefore("Expected true or false");
    return { kind: "flag", keyword, expected: value === (token.operator === "=") };
  }

  private numberComparison(keyword: NumberKeyword): Filter {
    const operator = this.operator(["=", "!=", "<", "<=", ">", ">="], keyword);
    const value = this.literal();
    if (typeof value !== "number") throw this.errorBefore("Expected a number");
    return { kind: "number", keyword, operator, value };
  }

  private stringComparison(keyword: StringKeyword): Filter {
    const operator = this.operator(["=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH"], keyword);
    const value = this.literal();
    if (typeof value !== "string") throw this.errorBefore("Expected a quoted string");
    return { kind: "string", keyword, operator, value };
  }

  private annotationKey(): string {
    const token = this.token;
    if (token.kind !== "key") throw this.error("Expected [key] after annotation");
    this.index++;
    return token.text;
  }

  private annotation(key: string): Filter {
    if (key === "") throw this.errorBefore("Expected an annotation key");
    const token = this.token;
    if (token.kind !== "operator") return { kind: "annotation", key, comparison: null };
    this.index++;
    const value = this.literal();
    const isWordOperator = /^[A-Z]/.test(token.operator);
    if (isWordOperator && typeof value !== "string") throw this.errorBefore("Expected a quoted string");
    if (/^[<>]/.test(token.operator) && typeof value !== "number")
      throw this.errorBefore("Expected a number");
    return { kind: "annotation", key, comparison: { operator: token.operator, value } };
  }

  private serviceArguments(depth: number) {
    this.expectMark("(");
    const selector = this.peekMark(")") ? {} : this.selector();
    this.expectMark(")");
    return { selector, block: this.block(depth) };
  }

  private edgeArguments(depth: number) {
    this.expectMark("(");
    const from = this.selector();
    this.expectMark(",");
    const to = this.selector();
    this.expectMark(")");
    return { from, to, block: this.block(depth) };
  }

  private block(depth: number): Filter | null {
    if (!this.takeMark("{")) return null;
    if (this.takeMark("}")) return null;
    const inner = this.expression(depth + 1);
    this.expectMark("}");
    return inner;
  }

  /** `"name"` or `id(name: "n", type: "t", account.id: "1")`. */
  private selector(): ServiceSelector {
    const token = this.token;
    if (token.kind === "string") {
      this.index++;
      return { name: token.text };
    }
    if (token.kind === "word" && token.text.toLowerCase() === "id") {
      this.index++;
      return this.idFields();
    }
    throw this.error("Expected a service name or id(…)");
  }

  private idFields(): ServiceSelector {
    this.expectMark("(");
    let selector: ServiceSelector = {};
    do {
      const token = this.token;
      if (token.kind !== "word") throw this.error("Expected name, type or account.id");
      this.index++;
      this.expectMark(":");
      const value = this.literal();
      if (typeof value !== "string") throw this.errorBefore("Expected a quoted string");
      const field = token.text.toLowerCase();
      if (field === "name") selector = { ...selector, name: value };
      else if (field === "type") selector = { ...selector, type: value };
      else if (field === "account.id") selector = { ...selector, accountId: value };
      else throw new FilterSyntaxError(`Unknown field '${token.text}' of id`, token.at);
    } while (this.takeMark(","));
    this.expectMark(")");
    return selector;
  }

  private operator(allowed: readonly Operator[], keyword: string): Operator {
    const token = this.token;
    if (token.kind !== "operator") throw this.error(`Expected an operator after ${keyword}`);
    if (!allowed.includes(token.operator)) {
      throw this.error(`Operator ${token.operator} does not apply to ${keyword}`);
    }
    this.index++;
    return token.operator;
  }

  private literal(): Literal {
    const token = this.token;
    if (token.kind === "string") {
      this.index++;
      return token.text;
    }
    if (token.kind === "number") {
      this.index++;
      return token.value;
    }
    if (token.kind === "word" && /^(true|false)$/i.test(token.text)) {
      this.index++;
      return token.text.toLowerCase() === "true";
    }
    throw this.error("Expected a value");
  }

  expectEnd(): void {
    if (this.token.kind !== "end") throw this.error("Expected AND, OR or the end");
  }

  private get token(): Token {
    return this.list[Math.min(this.index, this.list.length - 1)] ?? { kind: "end", at: 0 };
  }

  private peekMark(mark: string): boolean {
    return this.token.kind === "mark" && this.token.mark === mark;
  }

  private takeMark(mark: string): boolean {
    if (!this.peekMark(mark)) return false;
    this.index++;
    return true;
  }

  private expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw this.error(`Expected '${mark}'`);
  }

  private takeWord(word: string): boolean {
    if (this.token.kind !== "word" || this.token.text.toUpperCase() !== word) return false;
    this.index++;
    return true;
  }

  private error(reason: string): FilterSyntaxError {
    return new FilterSyntaxError(reason, this.token.at);
  }

  private errorBefore(reason: string): FilterSyntaxError {
    return new FilterSyntaxError(reason, this.list[this.index - 1]?.at ?? 0);
  }
}
