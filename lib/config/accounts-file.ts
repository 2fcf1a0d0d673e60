import "server-only";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { nearestOf } from "@/lib/base/nearest";
import { accountSettingNames, accountsFileSchema, topSettings } from "@/lib/config/accounts-schema";
import { EnvironmentError } from "@/lib/config/environment";

type AccountsFile = z.infer<typeof accountsFileSchema>;

type Path = readonly PropertyKey[];

interface Problem {
  /** In characters from the beginning. */
  readonly offset: number;
  readonly text: string;
}

const EXAMPLE = `A right file:
  regions: [eu-central-1, us-east-1]
  accounts:
    - name: shop-prod
      profile: shop-prod
    - name: shop-test
      roleArn: arn:aws:iam::123456789012:role/lambdascope
      regions: [eu-central-1]`;

/**
 * Reads the text of a file of accounts. YAML, and thus JSON.
 * @throws EnvironmentError with every mistake, each with file, line, column and what is accepted.
 */
export function parseAccountsFile(text: string, path: string): AccountsFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors.map(({ message, pos }) => ({
    offset: pos[0],
    text: `${message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? ""}.`,
  }));
  // A file that is not YAML has no settings to check; one that says something twice has.
  if (document.errors.some(({ code }) => code !== "DUPLICATE_KEY")) throw wrong(path, lines, broken);
  const result = accountsFileSchema.safeParse(contentOf(document, path));
  const problems = result.success
    ? contradictionsIn(result.data, document, lines)
    : result.error.issues.flatMap((issue) => problemsOf(issue, document));
  if (!result.success || broken.length + problems.length > 0)
    throw wrong(path, lines, [...broken, ...problems]);
  return result.data;
}

function contentOf(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases of aliases that would fill the memory.
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`${path} cannot be used: ${why}`, NEXT_STEP);
  }
}

const NEXT_STEP = "Correct the file and load the page again.";

function wrong(path: string, lines: LineCounter, problems: readonly Problem[]): EnvironmentError {
  const told = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset);
      return `  ${path}:${line}:${col} ${text}`;
    });
  return new EnvironmentError(
    `The file of accounts (LAMBDASCOPE_CONFIG) is wrong:\n${told.join("\n")}\n${EXAMPLE}`,
    NEXT_STEP,
  );
}

function problemsOf(issue: z.core.$ZodIssue, document: Document): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      offset: offsetOf(document, [...issue.path, key]),
      text: `${titleOf(issue.path)} has no setting “${key}”${hintFor(key, issue.path)}`,
    }));
  }
  const value: unknown = document.getIn(issue.path);
  const said =
    typeof value === "string" || typeof value === "number" ? ` “${String(value).slice(0, 80)}”` : "";
  return [
    { offset: offsetOf(document, issue.path), text: `${titleOf(issue.path)}${said} ${issue.message}.` },
  ];
}

function hintFor(key: string, path: Path): string {
  const known = path.length === 0 ? topSettings : accountSettingNames;
  const near = nearestOf(key, known);
  return near === null ? `; known are ${known.join(", ")}.` : `; did you mean ${near}?`;
}

/** What each setting allows by itself, but not together. */
function contradictionsIn(file: AccountsFile, document: Document, lines: LineCounter): readonly Problem[] {
  return file.accounts.flatMap((account, index) => {
    const path = ["accounts", index];
    const found: Problem[] = [];
    const first = file.accounts.findIndex(({ name }) => name.toLowerCase() === account.name.toLowerCase());
    if (first < index) {
      const { line } = lines.linePos(offsetOf(document, ["accounts", first, "name"]));
      found.push({
        offset: offsetOf(document, [...path, "name"]),
        text: `accounts[${index}].name “${account.name}” is taken: line ${line} has it. Give each account a name of its own.`,
      });
    }
    for (const setting of ["externalId", "roleSessionName"] as const) {
      if (account[setting] === undefined || account.roleArn !== undefined) continue;
      found.push({
        offset: offsetOf(document, [...path, setting]),
        text: `accounts[${index}].${setting} is of use only with a role: add roleArn such as arn:aws:iam::123456789012:role/lambdascope, or remove it.`,
      });
    }
    return found;
  });
}

/** `accounts[1].roleArn`; the whole file has no name. */
function titleOf(path: Path): string {
  if (path.length === 0) return "The file";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`))
    .join("");
}

/** Where the key stands, or what is there without one, or the nearest that is there around it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const part = path[length - 1];
    const around: unknown = document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(around)
      ? around.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      : undefined;
    if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
