import { validationError } from "../errors";
import { dimensionValue, type Metric } from "../metric";
import { matchesPartly } from "./tokens";

/**
 * The query language of SEARCH. [D search-expression-syntax]
 *
 *   query = [ "{" namespace { "," dimension } "}" ] [ or ]
 *   or    = and { "OR" and }            and = not { [ "AND" ] not }
 *   not   = "NOT" not | "(" or ")" | name "=" value | value
 *   value = exact in double quotes | partial | "(" value { "OR" value } ")"
 */
export interface SearchQuery {
  /** Undefined: any namespace and any dimensions. */
  readonly schema: { readonly namespace: string; readonly dimensionNames: readonly string[] } | undefined;
  matches(metric: Metric): boolean;
}

const MAX_LENGTH = 1024;
const TOKEN = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([{}(),=])|([^\s"{}(),=]+))/y;

interface Token {
  readonly kind: "exact" | "word" | "sign" | "end";
  readonly text: string;
}

type Test = (metric: Metric) => boolean;
type TextTest = (text: string) => boolean;

const END: Token = { kind: "end", text: "" };

/** Throws `ValidationException` when the text is not a search. */
export function parseSearch(text: string): SearchQuery {
  if (text.length > MAX_LENGTH) throw validationError(`A search has at most ${MAX_LENGTH} characters.`);
  const parser = new SearchParser(tokenise(text));
  return parser.query();
}

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw validationError(`SEARCH cannot be read: '${text}'.`);
    const [, exact, sign, word] = match;
    if (exact !== undefined) tokens.push({ kind: "exact", text: exact.replace(/\\([\s\S])/g, "$1") });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens;
}

class SearchParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): SearchQuery {
    const schema = this.#isSign("{") ? this.#schema() : undefined;
    while (this.#isSign(",")) this.#at++;
    if (this.#peek().kind === "end") {
      if (!schema) throw validationError("A search needs a schema or a term.");
      return { schema, matches: () => true };
    }
    const matches = this.#or();
    if (this.#peek().kind !== "end") throw this.#unexpected();
    return { schema, matches };
  }

  #schema(): { readonly namespace: string; readonly dimensionNames: readonly string[] } {
    this.#at++;
    const names: string[] = [];
    while (!this.#isSign("}")) {
      const token = this.#take();
      if (token.kind === "end") throw validationError("The schema of a search lacks its closing brace.");
      if (token.kind !== "sign") names.push(token.text);
      else if (token.text !== ",") throw this.#unexpected();
    }
    this.#at++;
    const [namespace, ...dimensionNames] = names;
    if (namespace === undefined) throw validationError("The schema of a search needs a namespace.");
    return { namespace, dimensionNames };
  }

  #or(): Test {
    const tests = [this.#and()];
    while (this.#isWord("OR")) {
      this.#at++;
      tests.push(this.#and());
    }
    return (metric) => tests.some((test) => test(metric));
  }

  #and(): Test {
    const tests = [this.#not()];
    for (;;) {
      if (this.#isWord("AND") || this.#isSign(",")) this.#at++;
      else if (this.#peek().kind === "end" || this.#isSign(")") || this.#isWord("OR")) break;
      tests.push(this.#not());
    }
    return (metric) => tests.every((test) => test(metric));
  }

  #not(): Test {
    if (this.#isWord("NOT")) {
      this.#at++;
      const test = this.#not();
      return (metric) => !test(metric);
    }
    if (this.#isSign("(")) {
      this.#at++;
      const test = this.#or();
      this.#expect(")");
      return test;
    }
    const term = this.#take();
    if (term.kind !== "exact" && term.kind !== "word") throw this.#unexpected();
    if (!this.#isSign("=")) return anywhere(textTest(term));
    this.#at++;
    return onProperty(term.text, this.#value());
  }

  #value(): TextTest {
    if (!this.#isSign("(")) return textTest(this.#take());
    this.#at++;
    const tests = [textTest(this.#take())];
    while (this.#isWord("OR")) {
      this.#at++;
      tests.push(textTest(this.#take()));
    }
    this.#expect(")");
    return (text) => tests.some((test) => test(text));
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #isSign(text: string): boolean {
    return this.#peek().kind === "sign" && this.#peek().text === text;
  }

  #isWord(text: string): boolean {
    return this.#peek().kind === "word" && this.#peek().text === text;
  }

  #expect(sign: string): void {
    if (!this.#isSign(sign)) throw this.#unexpected();
    this.#at++;
  }

  #unexpected(): Error {
    const { kind, text } = this.#peek();
    return validationError(`SEARCH cannot be read at ${kind === "end" ? "its end" : `'${text}'`}.`);
  }
}

function textTest(token: Token): TextTest {
  if (token.kind === "exact") return (text) => text === token.text;
  if (token.kind === "word") return (text) => matchesPartly(token.text, text);
  throw validationError("SEARCH lacks a value.");
}

function anywhere(test: TextTest): Test {
  return (metric) =>
    test(metric.name) ||
    test(metric.namespace) ||
    metric.dimensions.some(({ Name, Value }) => test(Name) || test(Value));
}

function onProperty(property: string, test: TextTest): Test {
  if (property === "MetricName") return (metric) => test(metric.name);
  if (property === "Namespace") return (metric) => test(metric.namespace);
  // There is one account; a monitoring account may name itself or its own id.
  if (property === ":aws.AccountId") return () => true;
  return (metric) => {
    const value = dimensionValue(metric, property);
    return value !== undefined && test(value);
  };
}
