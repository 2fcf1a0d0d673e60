import type { ErrorSighting } from "@/lib/logs/errors/error-groups";
import type { Readers } from "@/lib/logs/filter/select";
import { ERROR } from "@/lib/logs/level-words";
import { REPORT } from "@/lib/logs/line-kind";
import type { LineId } from "@/lib/logs/log-book";
import { parseLine } from "@/lib/logs/parse/parse-line";

/**
 * The failures among lines: one for each line at level error or worse. A report that says how an invocation ended
 * counts only where no other line of that invocation says why.
 * @param lines line ids in order
 */
export function errorSightings(
  { book, levels, invocations }: Readers,
  lines: ArrayLike<LineId>,
): ErrorSighting[] {
  const found: ErrorSighting[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? -1;
    if (levels.codeOf(line) < ERROR) continue;
    const invocation = book.invocationOf(line);
    if (invocation >= 0 && book.kindCodeOf(line) === REPORT) {
      if (invocations.read(invocation).firstErrorLine !== line) continue;
    }
    const event = book.eventOf(line);
    const parsed = parseLine(event, book.sourceOf(line));
    const error = parsed.error ?? { type: null, message: parsed.message, stack: [], uncaught: false };
    found.push({
      error,
      atMs: book.timeOf(line),
      line,
      functionName: book.identityOf(line).functionName,
      requestId: invocation < 0 ? parsed.requestId : book.requestIdOfInvocation(invocation),
    });
  }
  return found;
}
