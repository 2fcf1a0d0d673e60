"use client";

import { CircleSlash2, Info, Scissors, TriangleAlert } from "lucide-react";
import { isNothingRead } from "@/components/logs/nothing-read";
import type { SessionState } from "@/components/logs/protocol";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import { formatWindow, type Zone } from "@/lib/base/format-time";

interface LoadBarProps {
  readonly session: SessionState;
  readonly onCancel: () => void;
  readonly onReload: () => void;
}

/** What was read so far, and the way to stop it. Its place stays when the load is over. */
export function LoadBar({ session, onCancel, onReload }: LoadBarProps) {
  const { phase, progress, done } = session;
  const loading = phase === "loading";
  const nothing = isNothingRead(session);
  const words = { idle: "", cancelled: "Stopped", done: "Read", failed: "Broken off" };
  const percent = Math.round(progress.share * 100);
  return (
    <div className="relative flex min-h-8 flex-wrap items-center gap-x-3 px-4 py-1 text-ink-3 text-xs">
      <div
        role="progressbar"
        aria-label="Reading logs"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={loading ? percent : 100}
        className="absolute inset-x-0 top-0 h-0.5 overflow-hidden bg-line"
      >
        <div
          className="h-full origin-left bg-ink transition-transform"
          style={{ transform: `scaleX(${loading ? Math.max(0.01, progress.share) : 0})` }}
        />
      </div>
      <span role="status" data-testid="load-status" data-phase={phase}>
        {loading ? `Reading ${percent} %` : nothing ? "Not read" : words[phase]}
        {phase === "idle" || (nothing && !loading) ? null : (
          <>
            {` · ${formatCount(progress.events)} events · ${formatBytes(progress.bytes)}`}
            <span className="max-sm:hidden">
              {` · ${plural(progress.streams, "stream")} · ${plural(progress.pages, "page")}`}
            </span>
          </>
        )}
      </span>
      {done && done.awsCalls > 0 ? <span>{plural(done.awsCalls, "call")} to AWS</span> : null}
      <span className="ml-auto flex gap-1">
        {loading ? (
          <Button size="sm" onClick={onCancel}>
            Stop
          </Button>
        ) : phase === "idle" ? null : (
          <Button size="sm" variant="ghost" onClick={onReload}>
            Read again
          </Button>
        )}
      </span>
    </div>
  );
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

interface LoadNotesProps {
  readonly session: SessionState;
  readonly zone: Zone;
  /** Reads as much again, or all that was left out. */
  readonly onReadOn: (all: boolean) => void;
  readonly onMatchesOnly: (() => void) | null;
  /** Counts the window where the lines are, instead of reading them. */
  readonly onCount: (() => void) | null;
}

/** Everything that the reader should know of what is, and is not, on screen. */
export function LoadNotes({ session, zone, onReadOn, onMatchesOnly, onCount }: LoadNotesProps) {
  const { notes, failures, done, error, phase, progress } = session;
  const unread = (done?.sources ?? []).filter((source) => source.unread.length > 0);
  return (
    <>
      {error !== null ? (
        <p role="alert" className="flex gap-2 border-line border-t px-4 py-2 text-critical">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{error}</span>
        </p>
      ) : null}
      {failures.length > 0 ? <PartialNotice failures={failures.map((one) => one.failure)} /> : null}
      {done?.truncated ? (
        <div
          className="flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-t bg-warning-soft px-4 py-2 text-xs"
          data-testid="truncated"
        >
          <Scissors className="mt-1 size-4 shrink-0 text-warning" aria-hidden />
          <p className="min-w-0 flex-1 basis-64 py-1">
            Stopped after {formatCount(progress.events)} events ({formatBytes(progress.bytes)}), newest first.{" "}
            {unread.map((source) => (
              <span key={source.source} className="block">
                {session.sources.find(({ key }) => key === source.source)?.label ?? source.source}:{" "}
                {unreadText(source, zone)}
              </span>
            ))}
          </p>
          <span className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => onReadOn(false)}>
              Read on
            </Button>
            <Button size="sm" onClick={() => onReadOn(true)}>
              Read all
            </Button>
            {onMatchesOnly ? (
              <Button size="sm" variant="ghost" onClick={onMatchesOnly}>
                Read only lines that match
              </Button>
            ) : null}
            {onCount ? (
              <Button size="sm" variant="ghost" onClick={onCount}>
                Count with Logs Insights…
              </Button>
            ) : null}
          </span>
        </div>
      ) : null}
      {phase === "cancelled" ? (
        <p className="border-line border-t px-4 py-1.5 text-warning text-xs">
          Stopped by you when {Math.floor(progress.share * 100)} % of the window was read, newest first.
        </p>
      ) : null}
      {notes.map((note) => (
        <p
          key={`${note.source} ${note.kind} ${note.message}`}
          className="flex gap-2 border-line border-t px-4 py-1.5 text-ink-2 text-xs"
        >
          {note.kind === "no-logs-yet" || note.kind === "no-events" ? (
            <CircleSlash2 className="size-4 shrink-0 text-ink-3" aria-hidden />
          ) : (
            <Info className="size-4 shrink-0 text-ink-3" aria-hidden />
          )}
          <span className="min-w-0 break-words">
            {note.message} <span className="text-ink-3">{note.nextStep}</span>
          </span>
        </p>
      ))}
    </>
  );
}

type Outcome = NonNullable<SessionState["done"]>["sources"][number];

function unreadText({ unread, unreadEventsEstimate }: Outcome, zone: Zone): string {
  const [first] = unread;
  if (!first) return "";
  const windows = formatWindow(first.fromMs, first.toMs, zone);
  const more = unread.length > 1 ? ` and ${plural(unread.length - 1, "more part")}` : "";
  const about = unreadEventsEstimate === null ? "" : `, about ${formatCount(unreadEventsEstimate)} events`;
  return `${windows}${more} not read${about}.`;
}
