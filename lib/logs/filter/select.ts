import { type BadPattern, compileText } from "@/lib/logs/filter/compile-text";
import type { LogFilter } from "@/lib/logs/filter/log-filter";
import { requestStatus } from "@/lib/logs/gateway/request-status";
import type { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { codeOfLevel } from "@/lib/logs/level-words";
import type { LineLevels } from "@/lib/logs/levels";
import type { InvocationId, LineId, LogBook } from "@/lib/logs/log-book";
import type { GatewayRequest, Invocation } from "@/lib/model/log";

/** What reads a book for a filter; kept by the caller so that what was read once stays read. */
export interface Readers {
  readonly book: LogBook;
  readonly levels: LineLevels;
  readonly invocations: InvocationReader;
}

export interface Selection {
  /** Lines that match, in order. */
  lines(): Int32Array;
  /** Invocations that match and hold a line that does, in order of their start. */
  invocations(): Int32Array;
  /** API requests among those given that match and hold a line that does. */
  requests(all: readonly GatewayRequest[]): GatewayRequest[];
}

export type Selected =
  | { readonly ok: true; readonly selection: Selection }
  | { readonly ok: false; readonly bad: BadPattern };

/** Compiles a filter against a book. A pattern that cannot be read is told, not thrown. */
export function selectFrom(readers: Readers, filter: LogFilter): Selected {
  const text = filter.text === null ? null : compileText(filter.text);
  if (text !== null && !text.ok) return text;
  const matches = text === null ? null : text.matches;
  return { ok: true, selection: selection(readers, filter, matches) };
}

function selection(
  { book, levels, invocations }: Readers,
  filter: LogFilter,
  matchesText: ((text: string) => boolean) | null,
): Selection {
  const leastLevel = codeOfLevel(filter.level);
  const asksLine = leastLevel > 0 || matchesText !== null;
  const asksInvocation =
    filter.statuses.length > 0 ||
    filter.cold !== null ||
    filter.minDurationMs !== null ||
    filter.version !== null;
  const lineMatches = (line: LineId): boolean =>
    (leastLevel === 0 || levels.codeOf(line) >= leastLevel) &&
    (matchesText === null || matchesText(book.eventOf(line).message));

  const lineBelongs = (line: LineId, invocation: InvocationId): boolean => {
    if (filter.functionName !== null && book.identityOf(line).functionName !== filter.functionName)
      return false;
    if (filter.requestId !== null && book.requestIdOf(line) !== filter.requestId) {
      if (invocation < 0 || book.requestIdOfInvocation(invocation) !== filter.requestId) return false;
    }
    return true;
  };

  return {
    lines() {
      const all = book.lines();
      if (!asksLine && !asksInvocation && filter.functionName === null && filter.requestId === null)
        return all;
      const verdicts = new Map<InvocationId, boolean>();
      const wanted = (invocation: InvocationId): boolean => {
        let verdict = verdicts.get(invocation);
        if (verdict === undefined) {
          verdict = invocationMatches(filter, invocations.read(invocation));
          verdicts.set(invocation, verdict);
        }
        return verdict;
      };
      return all.filter((line) => {
        const invocation = book.invocationOf(line);
        if (asksInvocation && (invocation < 0 || !wanted(invocation))) return false;
        return lineBelongs(line, invocation) && lineMatches(line);
      });
    },
    invocations() {
      return book.invocations().filter((id) => {
        if (filter.requestId !== null && book.requestIdOfInvocation(id) !== filter.requestId) return false;
        if (
          (asksInvocation || filter.functionName !== null) &&
          !invocationMatches(filter, invocations.read(id))
        ) {
          return false;
        }
        return !asksLine || book.linesOf(id).some(lineMatches);
      });
    },
    requests(all) {
      return all.filter(
        (request) => requestMatches(filter, request) && (!asksLine || request.lines.some(lineMatches)),
      );
    },
  };
}

function invocationMatches(filter: LogFilter, invocation: Invocation): boolean {
  if (filter.statuses.length > 0 && !filter.statuses.includes(invocation.status)) return false;
  if (filter.cold !== null && invocation.cold !== filter.cold) return false;
  if (filter.minDurationMs !== null && (invocation.durationMs ?? -1) < filter.minDurationMs) return false;
  if (filter.functionName !== null && invocation.functionName !== filter.functionName) return false;
  return filter.version === null || invocation.version === filter.version;
}

/** A request of a stage has no cold start and no version of its own. */
function requestMatches(filter: LogFilter, request: GatewayRequest): boolean {
  if (filter.cold !== null || filter.version !== null) return false;
  if (filter.statuses.length > 0 && !filter.statuses.includes(requestStatus(request))) return false;
  if (filter.minDurationMs !== null && (request.latencyMs ?? -1) < filter.minDurationMs) return false;
  if (filter.functionName !== null && functionOfArn(request.functionArn) !== filter.functionName)
    return false;
  return (
    filter.requestId === null ||
    [request.requestId, request.extendedRequestId, request.lambdaRequestId].includes(filter.requestId)
  );
}

function functionOfArn(arn: string | null): string | null {
  const [, name] = /:function:([^:/]+)/.exec(arn ?? "") ?? [];
  return name ?? null;
}
