"use client";

import type { ReactNode } from "react";
import { LimitsTable } from "@/components/concurrency/limits-table";
import { AnswerText } from "@/components/panel/answer-text";
import { StatusBadge } from "@/components/ui/status";
import { type LinesOfFunction, lineLimits } from "@/lib/concurrency/line-limits";

/** Names beyond these are only counted. */
const NAMED = 6;

interface LimitsInLinesProps {
  /** null: the lines are not read. */
  readonly functions: readonly LinesOfFunction[] | null;
  /** While they are not: how it stands with the reading, or what starts it. */
  readonly reading: ReactNode;
}

/** Memory and response sizes from log lines, in the look of the limits that metrics tell. */
export function LimitsInLines({ functions, reading }: LimitsInLinesProps) {
  return (
    <section aria-label="Limits that log lines tell" data-testid="limits-lines">
      {functions === null ? <NotRead>{reading}</NotRead> : <Read functions={functions} />}
    </section>
  );
}

function NotRead({ children }: { readonly children: ReactNode }) {
  return (
    <div className="border-line border-t px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge level="unknown">Unknown</StatusBadge>
        <span className="font-medium">Memory used, and responses refused for their size</span>
      </p>
      <div className="mt-1 text-ink-2">
        No metric tells them. Unknown until the lines are read, together with the cold starts above.{" "}
        {children}
      </div>
    </div>
  );
}

function Read({ functions }: { readonly functions: readonly LinesOfFunction[] }) {
  const { answer, rows, memoryUnknown } = lineLimits(functions);
  const rest = memoryUnknown.length - NAMED;
  return (
    <>
      <AnswerText answer={answer} testId="limits-lines-answer" />
      <LimitsTable rows={rows} label="Memory and response sizes, by log lines" testId="limits-lines-table" />
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        Memory is the largest Max Memory Used of the REPORT lines in this window, against the Memory Size
        beside it. A refused response is told by its REPORT&rsquo;s error type or its runtime&rsquo;s words on
        status 413; a handler that catches it says nothing.
        {memoryUnknown.length === 0 ? null : (
          <>
            {" "}
            Unknown of {memoryUnknown.slice(0, NAMED).join(", ")}
            {rest > 0 ? ` and ${rest} more` : ""}: no line says it, which is not zero.
          </>
        )}
      </p>
    </>
  );
}
