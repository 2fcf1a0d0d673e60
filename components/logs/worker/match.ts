import { coldOf, durationOf, type Entry, statusOf } from "@/components/logs/worker/entries";
import type { LineLevels } from "@/lib/logs/levels";
import type { LineId } from "@/lib/logs/log-book";
import { type LogLevel, logLevels } from "@/lib/model/log";
import type { LogFilters } from "@/lib/url/logs";

/** What the filters ask of a line itself; null: nothing. */
export type LineTest = (line: LineId) => boolean;

/** Tests text and level of lines. `matches` decides about the text of a line. */
export function lineTest(levels: LineLevels, filters: LogFilters, matches: LineTest | null): LineTest | null {
  const least = filters.level === null ? 0 : levelCode(filters.level);
  if (matches === null && least === 0) return null;
  return (line) => (least === 0 || levels.codeOf(line) >= least) && (matches === null || matches(line));
}

/** Codes of `lib/logs/level-words.ts`: 1 trace … 6 fatal. */
function levelCode(level: LogLevel): number {
  return logLevels.indexOf(level) + 1;
}

/** What the filters ask of a request as a whole; null: nothing. */
export function entryTest(filters: LogFilters): ((entry: Entry) => boolean) | null {
  const { statuses, cold, minDurationMs, functionName, version, requestId } = filters;
  const none =
    statuses.length === 0 &&
    cold === null &&
    minDurationMs === null &&
    functionName === null &&
    version === null &&
    requestId === null;
  if (none) return null;
  return (entry) => {
    const { gateway, invocations } = entry;
    if (statuses.length > 0 && !statuses.includes(statusOf(entry))) return false;
    if (cold !== null && coldOf(entry) !== cold) return false;
    if (minDurationMs !== null && (durationOf(entry) ?? -1) < minDurationMs) return false;
    if (functionName !== null && !invocations.some((one) => one.functionName === functionName)) return false;
    if (version !== null && !invocations.some((one) => one.version === version)) return false;
    if (requestId === null) return true;
    return (
      gateway?.requestId === requestId ||
      gateway?.extendedRequestId === requestId ||
      invocations.some((one) => one.requestId === requestId)
    );
  };
}
