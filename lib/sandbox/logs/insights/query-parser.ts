import type { Command, ParsePattern, Query, SortKey } from "@/lib/sandbox/logs/insights/ast";
import { parseColumns, parseExpression } from "@/lib/sandbox/logs/insights/expression-parser";
import { TokenReader } from "@/lib/sandbox/logs/insights/token-reader";

const MAX_LENGTH = 10_000;
const MAX_LIMIT = 100_000;

/**
 * Parses the commands fields, display, filter, parse, stats, sort, limit and dedup, set apart by `|`.
 * @throws AwsError MalformedQueryException with the place of the fault
 */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(text);
  if (text.length > MAX_LENGTH) reader.fail(`the query is longer than ${MAX_LENGTH} characters`);
  if (reader.done) reader.fail("the query is empty");
  const commands: Command[] = [];
  reader.acceptSymbol("|");
  do {
    commands.push(parseCommand(reader));
  } while (reader.acceptSymbol("|"));
  if (!reader.done) reader.fail("expected '|' or the end of the query");
  return commands;
}

function parseCommand(reader: TokenReader): Command {
  const word = reader.peekWord();
  const parser = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (parser === undefined) return reader.fail("a command is needed");
  reader.acceptWord(word);
  return parser(reader);
}

const COMMANDS: Readonly<Record<string, (reader: TokenReader) => Command>> = {
  fields: (reader) => ({ kind: "fields", columns: parseColumns(reader) }),
  display: (reader) => ({ kind: "display", columns: parseColumns(reader) }),
  filter: (reader) => ({ kind: "filter", condition: parseExpression(reader) }),
  // An index only makes the same filter cheaper.
  filterindex: (reader) => ({ kind: "filter", condition: parseExpression(reader) }),
  parse: parseParse,
  stats: (reader) => {
    const columns = parseColumns(reader);
    return { kind: "stats", columns, by: reader.acceptWord("by") ? parseColumns(reader) : [] };
  },
  sort: (reader) => ({ kind: "sort", keys: parseSortKeys(reader) }),
  limit: (reader) => {
    const start = reader.position;
    const count = reader.number();
    if (count === null || !Number.isInteger(count) || count < 1 || count > MAX_LIMIT) {
      return reader.fail(`limit must be between 1 and ${MAX_LIMIT}`, start);
    }
    return { kind: "limit", count };
  },
  dedup: (reader) => ({ kind: "dedup", columns: parseColumns(reader) }),
};

function parseSortKeys(reader: TokenReader): SortKey[] {
  const keys: SortKey[] = [];
  do {
    const expression = parseExpression(reader);
    const descending = reader.acceptWord("desc");
    if (!descending) reader.acceptWord("asc");
    keys.push({ expression, descending });
  } while (reader.acceptSymbol(","));
  return keys;
}

/** `parse [field] "glob * glob" as a, b` or `parse [field] /…(?<name>…)…/`; without a field, `@message`. */
function parseParse(reader: TokenReader): Command {
  const name = reader.fieldName();
  const source = { kind: "field", name: name ?? "@message" } as const;
  return { kind: "parse", source, pattern: parsePattern(reader) };
}

function parsePattern(reader: TokenReader): ParsePattern {
  const regex = reader.regex();
  if (regex !== null) return { kind: "regex", source: regex };
  const start = reader.position;
  const glob = reader.string();
  if (glob === null) return reader.fail("a pattern is needed");
  if (!reader.acceptWord("as")) return reader.fail("'as' must follow the pattern");
  const names: string[] = [];
  do {
    const name = reader.fieldName();
    if (name === null) return reader.fail("a name is needed");
    names.push(name);
  } while (reader.acceptSymbol(","));
  if (names.length !== glob.split("*").length - 1) {
    return reader.fail("the number of names and of '*' in the pattern differ", start);
  }
  return { kind: "glob", glob, names };
}
