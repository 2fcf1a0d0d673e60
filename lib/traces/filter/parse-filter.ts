import { nearestOf } from "@/lib/base/nearest";
import {
  type AnnotationTest,
  booleanWords,
  type Filter,
  type FilterProblem,
  LONGEST_FILTER,
  numberOperators,
  numberWords,
  rootCauseKinds,
  rootCauseParts,
  type Selector,
  stringOperators,
  stringWords,
} from "@/lib/traces/filter/syntax";
import { FilterError, type Token, tokensOf } from "@/lib/traces/filter/tokens";

export type ParsedFilter =
  /** null: blank, which filters nothing. */
  | { readonly filter: Filter | null; readonly problem: null }
  | { readonly filter: null; readonly problem: FilterProblem };

/** Reads an expression as X-Ray does, so that a mistake is shown where it is before AWS is asked. Never throws. */
export function parseFilter(text: string): ParsedFilter {
  if (text.trim() === "") return { filter: null, problem: null };
  if (text.length > LONGEST_FILTER) {
    const length = text.length - LONGEST_FILTER;
    return {
      filter: null,
      problem: {
        message: `X-Ray takes ${LONGEST_FILTER.toLocaleString("en")} characters at most.`,
        at: LONGEST_FILTER,
        length,
      },
    };
  }
  try {
    return { filter: new Parser(tokensOf(text)).whole(), problem: null };
  } catch (error) {
    if (error instanceof FilterError) return { filter: null, problem: error.problem };
    throw error;
  }
}

const COMPLEX = ["annotation", "service", "edge", "rootcause", "id"] as const;
const everyWord = [...booleanWords, ...numberWords, ...stringWords, ...COMPLEX, "AND", "OR", "NOT"];
/** Deeper nesting than anybody writes, and less than what would end the stack. */
const DEEPEST = 50;

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Filter {
    const filter = this.#or();
    const token = this.#peek();
    if (token.kind === "end") return filter;
    if (token.text === ")" || token.text === "}") fail(token, `This “${token.text}” closes nothing.`);
    fail(token, `Two conditions are joined by AND or OR; “${token.text}” follows without either.`);
  }

  #or(): Filter {
    if (++this.#depth > DEEPEST) fail(this.#peek(), "This is nested too deeply.");
    const terms = [this.#and()];
    while (this.#takeWord("or")) terms.push(this.#and());
    this.#depth -= 1;
    return terms.length === 1 ? first(terms) : { kind: "or", terms };
  }

  #and(): Filter {
    const terms = [this.#unary()];
    while (this.#takeWord("and")) terms.push(this.#unary());
    return terms.length === 1 ? first(terms) : { kind: "and", terms };
  }

  #unary(): Filter {
    if (this.#takeSign("!") || this.#takeWord("not")) {
      if (++this.#depth > DEEPEST) fail(this.#peek(), "This is nested too deeply.");
      const term = this.#unary();
      this.#depth -= 1;
      return { kind: "not", term };
    }
    const open = this.#peek();
    if (this.#takeSign("(")) {
      const inner = this.#or();
      this.#close(")", open);
      return inner;
    }
    return this.#condition();
  }

  #condition(): Filter {
    const token = this.#take();
    if (token.kind !== "word") {
      fail(token, token.kind === "end" ? "A condition is missing here." : conditionExpected(token));
    }
    const word = token.text.toLowerCase();
    const booleanWord = booleanWords.find((one) => one === word);
    if (booleanWord !== undefined) return { kind: "boolean", word: booleanWord, value: this.#booleanValue() };
    const numberWord = numberWords.find((one) => one === word);
    if (numberWord !== undefined) {
      const operator = this.#operator(numberOperators, token.text);
      return { kind: "number", word: numberWord, operator, value: this.#number(token.text) };
    }
    const stringWord = stringWords.find((one) => one === word);
    if (stringWord !== undefined) {
      const operator = this.#operator(stringOperators, token.text);
      return { kind: "string", word: stringWord, operator, value: this.#string(token.text) };
    }
    if (word === "annotation" || word.startsWith("annotation.")) return this.#annotation(token);
    if (word === "service") return this.#service();
    if (word === "edge") return this.#edge();
    if (word.startsWith("rootcause.")) return this.#rootCause(token);
    if (word === "and" || word === "or") fail(token, `A condition is missing before “${token.text}”.`);
    const near = nearestOf(word, everyWord);
    fail(token, `“${token.text}” is no keyword of X-Ray.${near === null ? "" : ` Is ${near} meant?`}`);
  }

  /** `fault`, `fault = true`, `fault != true`. */
  #booleanValue(): boolean {
    const not = this.#takeSign("!=");
    if (!not && !this.#takeSign("=")) return true;
    const token = this.#take();
    const text = token.text.toLowerCase();
    if (token.kind !== "word" || (text !== "true" && text !== "false")) {
      fail(token, "true or false is expected here.");
    }
    return (text === "true") !== not;
  }

  #annotation(token: Token): Filter {
    let key = token.text.slice("annotation.".length);
    if (token.text.toLowerCase() === "annotation") {
      const open = this.#peek();
      if (!this.#takeSign("[")) fail(open, "annotation is followed by its key: annotation[key].");
      const keyToken = this.#take();
      if (keyToken.kind !== "word" && keyToken.kind !== "string") {
        fail(keyToken, "The key of the annotation is missing.");
      }
      key = keyToken.text;
      this.#close("]", open);
    }
    if (key === "") fail(token, "The key of the annotation is missing.");
    return { kind: "annotation", key, test: this.#annotationTest(key) };
  }

  #annotationTest(key: string): AnnotationTest | null {
    const operatorToken = this.#peek();
    if (!isOperator(operatorToken)) return null;
    const operators = [...numberOperators, ...stringOperators];
    const operator = this.#operator(operators, `annotation[${key}]`);
    const token = this.#take();
    if (token.kind === "number") {
      const known = numberOperators.find((one) => one === operator);
      if (known === undefined) fail(operatorToken, `${operator} compares texts; ${token.text} is a number.`);
      return { operator: known, value: Number(token.text) };
    }
    if (token.kind === "string") {
      const known = stringOperators.find((one) => one === operator);
      if (known === undefined) fail(operatorToken, `${operator} compares numbers; texts stand in quotes.`);
      return { operator: known, value: token.text };
    }
    const text = token.text.toLowerCase();
    if (token.kind === "word" && (text === "true" || text === "false")) {
      if (operator !== "=" && operator !== "!=")
        fail(operatorToken, `${operator} does not compare true and false.`);
      return { operator, value: text === "true" };
    }
    fail(token, 'A value is expected here: "text" in quotes, a number, true or false.');
  }

  #service(): Filter {
    const open = this.#peek();
    if (!this.#takeSign("(")) fail(open, 'service is followed by its name: service("orders").');
    const selector = this.#isNext(")") ? null : this.#selector();
    this.#close(")", open);
    return { kind: "service", selector, block: this.#block() };
  }

  #edge(): Filter {
    const open = this.#peek();
    if (!this.#takeSign("(")) fail(open, 'edge is followed by two services: edge("shop", "orders").');
    const from = this.#isNext(",") ? null : this.#selector();
    const comma = this.#peek();
    if (!this.#takeSign(",")) fail(comma, "edge takes two services with a comma between them.");
    const to = this.#isNext(")") ? null : this.#selector();
    this.#close(")", open);
    return { kind: "edge", from, to, block: this.#block() };
  }

  #rootCause(token: Token): Filter {
    const [, kindText, partText] = token.text.toLowerCase().split(".");
    const of = rootCauseKinds.find((one) => one === kindText);
    const part = rootCauseParts.find((one) => one === partText);
    if (of === undefined || part === undefined) {
      fail(
        token,
        "rootcause takes a kind (fault, error, responsetime) and a part (service, entity): rootcause.fault.service.",
      );
    }
    return { kind: "root-cause", of, part, block: this.#block() };
  }

  #block(): Filter | null {
    const open = this.#peek();
    if (!this.#takeSign("{")) return null;
    const inner = this.#or();
    this.#close("}", open);
    return inner;
  }

  #selector(): Selector {
    const token = this.#take();
    if (token.kind === "string") return { name: token.text, type: null, accountId: null };
    if (token.kind !== "word" || token.text.toLowerCase() !== "id") {
      fail(token, 'A service is named in quotes, "orders", or by id(name: "orders", type: "…").');
    }
    const open = this.#peek();
    if (!this.#takeSign("(")) fail(open, 'id is followed by ( … ): id(name: "orders").');
    const fields: { name: string | null; type: string | null; accountId: string | null } = {
      name: null,
      type: null,
      accountId: null,
    };
    do {
      const field = this.#take();
      const key = idFields[field.text.toLowerCase()];
      if (key === undefined) fail(field, "id knows name, type and account.id.");
      const colon = this.#peek();
      if (!this.#takeSign(":")) fail(colon, `“${field.text}” is followed by a colon.`);
      fields[key] = this.#string(field.text);
    } while (this.#takeSign(","));
    this.#close(")", open);
    return fields;
  }

  #operator<T extends string>(known: readonly T[], subject: string): T {
    const token = this.#take();
    const found = known.find((one) => one === token.text.toUpperCase());
    if (found !== undefined && (token.kind === "sign" || token.kind === "word")) return found;
    const list = [...new Set(known)].join(" ");
    fail(token, `${subject} is compared with one of ${list}.`);
  }

  #number(subject: string): number {
    const token = this.#take();
    if (token.kind === "number") return Number(token.text);
    fail(token, `${subject} is compared with a number${token.kind === "string" ? ", without quotes" : ""}.`);
  }

  #string(subject: string): string {
    const token = this.#take();
    if (token.kind === "string") return token.text;
    fail(token, `${subject} takes a text in quotes${token.kind === "end" ? "" : `: "${token.text}"`}.`);
  }

  #close(sign: string, open: Token): void {
    const token = this.#peek();
    if (this.#takeSign(sign)) return;
    if (token.kind === "end") {
      throw new FilterError({
        message: `“${open.text}” is never closed: “${sign}” is missing.`,
        at: open.at,
        length: open.length,
      });
    }
    fail(token, `“${sign}” is expected here.`);
  }

  #peek(): Token {
    // `end` is last and never taken past.
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? endToken;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  /** The sign itself, not a text in quotes that is the same. */
  #isNext(sign: string): boolean {
    const { kind, text } = this.#peek();
    return kind === "sign" && text === sign;
  }

  #takeSign(sign: string): boolean {
    if (!this.#isNext(sign)) return false;
    this.#next += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || token.text.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }
}

const endToken: Token = { kind: "end", text: "", at: 0, length: 0 };

const idFields: Readonly<Record<string, "name" | "type" | "accountId" | undefined>> = {
  name: "name",
  type: "type",
  "account.id": "accountId",
};

function isOperator(token: Token): boolean {
  const known: readonly string[] = [...numberOperators, ...stringOperators];
  return (token.kind === "sign" || token.kind === "word") && known.includes(token.text.toUpperCase());
}

function conditionExpected(token: Token): string {
  if (token.kind === "string") return "A condition begins with a keyword, such as service(…) or http.url.";
  return `A condition is expected here, not “${token.text}”.`;
}

function fail(token: Token, message: string): never {
  throw new FilterError({ message, at: token.at, length: token.length });
}

/** Called with one term or more. */
function first(terms: readonly Filter[]): Filter {
  const [term] = terms;
  if (term === undefined) throw new Error("A list of conditions is never empty.");
  return term;
}
