import type { LineRow } from "@/lib/model/views/log-answer";
import type { TargetParams } from "@/lib/url/target-params";

/** The log lines of one Lambda span. */
export type SpanLogs =
  | { readonly state: "loading" }
  | { readonly state: "lines"; readonly lines: readonly LineRow[]; readonly note: string | null }
  /** Denied, throttled, not found, nothing there: in words. */
  | { readonly state: "none"; readonly reason: string };

/** Lines of a request are few; a runaway one is read on the Logs page. */
const MAX_LINES = 300;
/** The platform's lines before and after: init, late arrival. */
const AROUND_MS = 20_000;

interface LogsQuestion {
  readonly functionName: string;
  readonly requestId: string;
  readonly target: TargetParams;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where the lines are read from; the Logs page takes the same parameters. */
export function spanLogsSearch({
  functionName,
  requestId,
  target,
  fromMs,
  toMs,
}: LogsQuestion): URLSearchParams {
  return new URLSearchParams({
    src: `fn:${functionName}`,
    requestId,
    view: "lines",
    ...target,
    from: String(Math.floor(fromMs - AROUND_MS)),
    to: String(Math.ceil(toMs + AROUND_MS)),
  });
}

/** Asks the server. Never throws, but when aborted: whatever comes instead of lines is told. */
export async function fetchSpanLogs(question: LogsQuestion, signal: AbortSignal): Promise<SpanLogs> {
  try {
    const response = await fetch(`/api/logs?${spanLogsSearch(question)}&limit=${MAX_LINES}`, {
      signal,
      headers: { accept: "application/json" },
    });
    return readAnswer(await response.json(), response.ok);
  } catch (error) {
    if (signal.aborted) throw error;
    return { state: "none", reason: "The log lines could not be read: Lambdascope's server did not answer." };
  }
}

interface Answer {
  readonly lines?: readonly LineRow[] | null;
  readonly matching?: number;
  readonly meta?: { readonly incomplete?: readonly { readonly reason: string; readonly action: string }[] };
  readonly error?: { readonly message?: string; readonly nextStep?: string | null };
}

function readAnswer(answer: Answer, ok: boolean): SpanLogs {
  const trouble = answer.meta?.incomplete?.[0];
  if (!ok) {
    const message = answer.error?.message ?? "The log lines could not be read.";
    return { state: "none", reason: `${message} ${answer.error?.nextStep ?? ""}`.trim() };
  }
  // The answer is newest first.
  const lines = [...(answer.lines ?? [])].reverse();
  if (lines.length === 0) {
    return {
      state: "none",
      reason: trouble
        ? `${trouble.reason} ${trouble.action}`
        : "No log line of this request was found around the time of the span.",
    };
  }
  const more = (answer.matching ?? 0) - lines.length;
  return { state: "lines", lines, note: more > 0 ? `${more} more lines on the Logs page` : null };
}
