import { contextVariable, type RequestFacts } from "@/lib/sandbox/logs/render/context-variables";
import type { Line } from "@/lib/sandbox/logs/render/line";

/** `$context.` and a dotted name; names may hold digits, dashes and underscores. */
const VARIABLE = /\$context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)/g;

/** A stage's format, cut into fixed texts and the variables between them: text, name, text, …, text. */
export type AccessFormat = readonly string[];

export function accessFormat(format: string): AccessFormat {
  return format.split(VARIABLE);
}

/**
 * One access log event in the stage's own format. A variable without a value prints `-`. Written when the response
 * went out. Values are escaped for JSON's sake, as a client may put quotes into its user agent.
 */
export function accessLine(format: AccessFormat, facts: RequestFacts): Line {
  let text = "";
  for (const [i, part] of format.entries()) {
    text += i % 2 === 0 ? part : escaped(contextVariable(part, facts) ?? "-");
  }
  return { atMs: Math.floor(facts.request.startMs + facts.request.latencyMs), text };
}

/** JSON string escapes without the surrounding quotes, except that a value that is already quoted stays so. */
function escaped(value: string): string {
  if (/^[\w.:/@+= -]*$/.test(value) || (value.startsWith('"') && value.endsWith('"'))) return value;
  return JSON.stringify(value).slice(1, -1);
}
