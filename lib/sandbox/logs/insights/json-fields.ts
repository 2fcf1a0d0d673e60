import type { Value } from "@/lib/sandbox/logs/insights/value";

/**
 * JSON of a message: the message itself, or the first object that stands in it (Insights reads the first embedded
 * fragment of a Lambda line). undefined when there is none. [D CWL_AnalyzeLogData-discoverable-fields]
 */
export function messageJson(message: string): unknown {
  const open = message.indexOf("{");
  if (open < 0) return undefined;
  const close = closingBrace(message, open);
  if (close < 0) return undefined;
  try {
    return JSON.parse(message.slice(open, close + 1));
  } catch {
    return undefined;
  }
}

/** Index of the brace that closes the one at `open`, braces within strings left out; -1 when it stays open. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  let inString = false;
  for (let i = open; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return i;
  }
  return -1;
}

/**
 * The scalar at a dotted path, `record.metrics.durationMs` or `list.0.id`. A member whose own name holds dots is found
 * too. Booleans are 1 and 0 (unverified); objects, arrays and null are no fields.
 */
export function jsonField(root: unknown, path: string): Value {
  if (typeof root !== "object" || root === null) return null;
  if (Object.hasOwn(root, path)) return scalar(Reflect.get(root, path));
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(root, head)) continue;
    const found = jsonField(Reflect.get(root, head), path.slice(dot + 1));
    if (found !== null) return found;
  }
  return null;
}

/** Paths of all scalars, for GetLogGroupFields; at most `limit`. */
export function jsonPaths(root: unknown, limit: number): string[] {
  const paths: string[] = [];
  const walk = (value: unknown, prefix: string): void => {
    if (paths.length >= limit) return;
    if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value))
        walk(member, prefix === "" ? key : `${prefix}.${key}`);
    } else if (value !== null && prefix !== "") {
      paths.push(prefix);
    }
  };
  walk(root, "");
  return paths;
}

function scalar(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return null;
}
