import ts from "typescript";
import { isTest, isUnder, isVague, pureFolders, serverFolders } from "@/lib/tools/purity/folder-rules";

export interface Violation {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What a file does that its folder does not allow; empty for folders without such rules. */
export function findViolations(path: string, source: string): readonly Violation[] {
  if (isVague(path)) return [{ path, line: 1, message: "name the file after the one idea in it" }];
  if (isTest(path)) return [];
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const violations: Violation[] = [];
  const report = (node: ts.Node, message: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    violations.push({ path, line: line + 1, message });
  };
  if (isUnder(path, serverFolders) && !threads.has(path) && !startsWithGuard(file)) {
    report(file, `must start with import "server-only"`);
  }
  if (isUnder(path, pureFolders)) visit(file, report);
  return violations;
}

/** Entries of threads: nothing imports them, and outside of Next.js the guard has nothing to stand on. */
const threads: ReadonlySet<string> = new Set(["lib/server/logs/rows/rows-thread.ts"]);

function startsWithGuard(file: ts.SourceFile): boolean {
  const first = file.statements[0];
  return (
    first !== undefined &&
    ts.isImportDeclaration(first) &&
    ts.isStringLiteral(first.moduleSpecifier) &&
    first.moduleSpecifier.text === "server-only"
  );
}

function visit(node: ts.Node, report: (node: ts.Node, message: string) => void): void {
  const message = impurityOf(node);
  if (message !== null) report(node, message);
  ts.forEachChild(node, (child) => visit(child, report));
}

const bannedMembers: Readonly<Record<string, string>> = {
  "Date.now": "reads the clock: take now as an argument",
  "performance.now": "reads the clock: take now as an argument",
  "Math.random": "is random: take a seed or a function as an argument",
  "crypto.randomUUID": "is random: take an id as an argument",
  "crypto.getRandomValues": "is random: take a seed as an argument",
};

function impurityOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments?.length ?? 0) === 0) {
    return "new Date() reads the clock: take now as an argument";
  }
  if (ts.isCallExpression(node) && isDate(node.expression)) {
    return "Date() reads the clock: take now as an argument";
  }
  if (ts.isPropertyAccessExpression(node)) {
    const member = memberName(node);
    const why = bannedMembers[member];
    return why === undefined ? null : `${member} ${why}`;
  }
  if (ts.isIdentifier(node) && node.text === "process" && isRead(node)) {
    return "process belongs to lib/config: take the value as an argument";
  }
  return null;
}

function isDate(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "Date";
}

/** `Date.now`, also when written `globalThis.Date.now`. */
function memberName({ expression, name }: ts.PropertyAccessExpression): string {
  if (ts.isIdentifier(expression)) return `${expression.text}.${name.text}`;
  if (ts.isPropertyAccessExpression(expression) && expression.expression.getText() === "globalThis") {
    return `${expression.name.text}.${name.text}`;
  }
  return "";
}

/** False where the word only names something: a property, a key, a parameter, an import. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node || parent.expression.getText() === "globalThis";
  }
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  return !(
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent)
  );
}
