import { validationError } from "../errors";

/**
 * Metrics Insights. [D cloudwatch-metrics-insights-querylanguage]
 *
 *   SELECT SUM(Invocations) FROM SCHEMA("AWS/Lambda", FunctionName)
 *   WHERE FunctionName != 'a' GROUP BY FunctionName ORDER BY SUM() DESC LIMIT 10
 */
export interface InsightsQuery {
  readonly aggregate: InsightsAggregate;
  readonly metricName: string;
  readonly namespace: string;
  /** Undefined: every set of dimensions. Empty: only metrics without dimensions. */
  readonly schema: readonly string[] | undefined;
  /** Whether the dimensions pass; a dimension that the metric lacks is undefined. */
  readonly where: (dimension: (name: string) => string | undefined) => boolean;
  readonly groupBy: readonly string[];
  readonly orderBy: { readonly aggregate: InsightsAggregate; readonly descending: boolean } | undefined;
  readonly limit: number;
}

export const INSIGHTS_AGGREGATES = ["AVG", "COUNT", "MAX", "MIN", "SUM"] as const;
export type InsightsAggregate = (typeof INSIGHTS_AGGREGATES)[number];

const MAX_SERIES = 500;
const TOKEN = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|(\w+)|(!=|[=(),*]))/y;

type Where = InsightsQuery["where"];

interface Token {
  readonly kind: "quoted" | "text" | "word" | "sign" | "end";
  readonly text: string;
}

export function isInsightsQuery(expression: string): boolean {
  return /^\s*SELECT\b/i.test(expression);
}

/** Throws `ValidationException` when the text is not a query. */
export function parseInsights(text: string): InsightsQuery {
  return new InsightsParser(tokenise(text)).query();
}

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  const unescaped = (quoted: string) => quoted.replace(/\\([\s\S])/g, "$1");
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw validationError(`The query cannot be read: '${text}'.`);
    const [, quoted, value, word, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: unescaped(quoted) });
    else if (value !== undefined) tokens.push({ kind: "text", text: unescaped(value) });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}

class InsightsParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): InsightsQuery {
    this.#keyword("SELECT");
    const aggregate = this.#aggregate();
    this.#sign("(");
    const metricName = this.#name();
    this.#sign(")");
    this.#keyword("FROM");
    const { namespace, schema } = this.#from();
    const where = this.#accept("WHERE") ? this.#or() : () => true;
    const groupBy = this.#accept("GROUP") ? this.#groupBy() : [];
    const orderBy = this.#accept("ORDER") ? this.#orderBy() : undefined;
    const limit = this.#accept("LIMIT") ? this.#limit() : MAX_SERIES;
    if (this.#peek().kind !== "end") throw this.#unexpected();
    return { aggregate, metricName, namespace, schema, where, groupBy, orderBy, limit };
  }

  #from(): { readonly namespace: string; readonly schema: readonly string[] | undefined } {
    if (!this.#accept("SCHEMA")) return { namespace: this.#name(), schema: undefined };
    this.#sign("(");
    const namespace = this.#name();
    const schema: string[] = [];
    while (this.#acceptSign(",")) schema.push(this.#name());
    this.#sign(")");
    return { namespace, schema };
  }

  #or(): Where {
    const tests = [this.#and()];
    while (this.#accept("OR")) tests.push(this.#and());
    return (dimension) => tests.some((test) => test(dimension));
  }

  #and(): Where {
    const tests = [this.#condition()];
    while (this.#accept("AND")) tests.push(this.#condition());
    return (dimension) => tests.every((test) => test(dimension));
  }

  #condition(): Where {
    if (this.#acceptSign("(")) {
      const inner = this.#or();
      this.#sign(")");
      return inner;
    }
    const name = this.#name();
    if (this.#accept("IN")) return this.#oneOf(name, true);
    if (this.#accept("NOT")) {
      this.#keyword("IN");
      return this.#oneOf(name, false);
    }
    const equal = this.#acceptSign("=");
    if (!equal) this.#sign("!=");
    const value = this.#text();
    return (dimension) => (dimension(name) === value) === equal;
  }

  #oneOf(name: string, wanted: boolean): Where {
    this.#sign("(");
    const values = new Set([this.#text()]);
    while (this.#acceptSign(",")) values.add(this.#text());
    this.#sign(")");
    return (dimension) => values.has(dimension(name) ?? "") === wanted;
  }

  #groupBy(): readonly string[] {
    this.#keyword("BY");
    const names = [this.#name()];
    while (this.#acceptSign(",")) names.push(this.#name());
    return names;
  }

  #orderBy(): { readonly aggregate: InsightsAggregate; readonly descending: boolean } {
    this.#keyword("BY");
    const aggregate = this.#aggregate();
    this.#sign("(");
    this.#sign(")");
    if (this.#accept("DESC")) return { aggregate, descending: true };
    this.#accept("ASC");
    return { aggregate, descending: false };
  }

  #limit(): number {
    const limit = Number(this.#take().text);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_SERIES) {
      throw validationError(`LIMIT must be between 1 and ${MAX_SERIES}.`);
    }
    return limit;
  }

  #aggregate(): InsightsAggregate {
    const { text } = this.#take();
    const aggregate = INSIGHTS_AGGREGATES.find((name) => name === text.toUpperCase());
    if (!aggregate) throw validationError(`'${text}' is not a function of Metrics Insights.`);
    return aggregate;
  }

  #name(): string {
    const token = this.#take();
    if (token.kind === "word" || token.kind === "quoted") return token.text;
    throw validationError(`A name was expected, not '${token.text}'.`);
  }

  #text(): string {
    const token = this.#take();
    if (token.kind === "text") return token.text;
    throw validationError("Label values must be in single quotes.");
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #take(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #accept(keyword: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || token.text.toUpperCase() !== keyword) return false;
    this.#at++;
    return true;
  }

  #acceptSign(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== "sign" || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #keyword(keyword: string): void {
    if (!this.#accept(keyword)) throw this.#unexpected(keyword);
  }

  #sign(sign: string): void {
    if (!this.#acceptSign(sign)) throw this.#unexpected(sign);
  }

  #unexpected(wanted?: string): Error {
    const { kind, text } = this.#peek();
    const found = kind === "end" ? "the end" : `'${text}'`;
    return validationError(
      wanted ? `The query needs ${wanted} instead of ${found}.` : `The query cannot be read at ${found}.`,
    );
  }
}
