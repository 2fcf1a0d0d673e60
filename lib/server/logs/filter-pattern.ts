import "server-only";
import type { LogFilters } from "@/lib/url/logs";

/** [M FilterPattern] */
const MAX_LENGTH = 1_024;

/**
 * The FilterLogEvents pattern for the text or the request ID that is looked for, or null where AWS has no equivalent.
 * A quoted phrase matches it anywhere, in the case given. [D FilterAndPatternSyntax]
 */
export function filterPatternOf({ text, requestId }: LogFilters): string | null {
  const phrase = text?.kind === "text" ? text.pattern : requestId;
  if (phrase === null || phrase === undefined) return null;
  const pattern = `"${phrase.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return pattern.length <= MAX_LENGTH ? pattern : null;
}
