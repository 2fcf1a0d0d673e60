import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";
import { jsonPattern } from "@/lib/sandbox/logs/pattern/json-pattern";
import { spacePattern } from "@/lib/sandbox/logs/pattern/space-pattern";
import { termPattern } from "@/lib/sandbox/logs/pattern/term-pattern";

/** A compiled CloudWatch Logs filter pattern. */
export interface FilterPattern {
  readonly matches: (message: string) => boolean;
  /** Texts that stand in every matching message; lets a reader leave out what cannot match. */
  readonly required: readonly string[];
}

const MAX_LENGTH = 1_024;
const EVERYTHING: FilterPattern = { matches: () => true, required: [] };

/**
 * Compiles any of the three forms: terms, `{ JSON }`, `[space-delimited]`. An absent or blank pattern matches all.
 * @throws AwsError InvalidParameterException
 */
export function filterPattern(text: string | undefined): FilterPattern {
  if (text === undefined || text.trim() === "") return EVERYTHING;
  if (text.length > MAX_LENGTH) throw invalidPattern(`longer than ${MAX_LENGTH} characters`);
  const form = text.trim();
  if (form.startsWith("{")) return jsonPattern(form);
  if (form.startsWith("[")) return { matches: spacePattern(form), required: [] };
  return termPattern(form);
}
