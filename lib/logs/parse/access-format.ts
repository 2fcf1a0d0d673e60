/**
 * A stage's access log format, cut into fixed texts and the `$context` variables between them. The format is free text:
 * JSON, CLF, CSV and XML are only habits, so a line is read by the fixed texts and nothing else.
 *
 *   `$context.identity.sourceIp - [$context.requestTime] $context.status`
 *    literals: "", " - [", "] ", ""      names: identity.sourceIp, requestTime, status
 */
export interface AccessFormat {
  /** One more than `names`: before, between and behind the variables. */
  readonly literals: readonly string[];
  /** Without `$context.`. */
  readonly names: readonly string[];
  readonly json: boolean;
}

const VARIABLE = /\$context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)/g;

export function parseAccessFormat(format: string): AccessFormat {
  const parts = format.trim().split(VARIABLE);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    names: parts.filter((_, index) => index % 2 === 1),
    json: /^\s*\{/.test(format),
  };
}

/**
 * The variables of one line, in the order of the format; `-`, which stands for a missing value, is null. null for a line
 * that the format did not write. A value may hold what stands behind it in the format only if that is one character:
 * then the shortest value counts.
 */
export function readAccessLine(
  format: AccessFormat,
  line: string,
): ReadonlyMap<string, string | null> | null {
  const { literals, names } = format;
  const text = line.replace(/[\r\n]+$/, "");
  const [head = ""] = literals;
  if (names.length === 0 || !text.startsWith(head)) return null;
  const values = new Map<string, string | null>();
  let at = head.length;
  for (const [index, name] of names.entries()) {
    const literal = literals[index + 1] ?? "";
    const last = index === names.length - 1;
    const end =
      literal === "" ? text.length : last ? text.length - literal.length : text.indexOf(literal, at);
    if (end < at || (last && !text.endsWith(literal))) return null;
    if (!values.has(name)) values.set(name, plain(text.slice(at, end), format.json));
    at = end + literal.length;
  }
  return values;
}

/** JSON formats escape what a client may write into a value. */
function plain(value: string, json: boolean): string | null {
  if (value === "-" || value === "") return null;
  if (!json || !value.includes("\\")) return value;
  try {
    const parsed: unknown = JSON.parse(`"${value}"`);
    return typeof parsed === "string" ? parsed : value;
  } catch {
    return value;
  }
}
