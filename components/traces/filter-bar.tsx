"use client";

import { ListFilter, X, Zap } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { FilterFormPopover } from "@/components/traces/filter-form-popover";
import { FilterHelp } from "@/components/traces/filter-help";
import type { FormSuggestions } from "@/components/traces/form-suggestions";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { parseFilter } from "@/lib/traces/filter/parse-filter";

interface FilterBarProps {
  /** The expression that the traces on screen fit. */
  readonly filter: string | null;
  /** Only traces with a cold start. */
  readonly cold: boolean;
  readonly suggestions: FormSuggestions;
  readonly onApply: (filter: string | null) => void;
  readonly onCold: (cold: boolean) => void;
}

/** The filter expression, checked while it is written; and the form that writes it. */
export function FilterBar({ filter, cold, suggestions, onApply, onCold }: FilterBarProps) {
  const [draft, setDraft] = useState(filter ?? "");
  const [applied, setApplied] = useState(filter);
  // Back and forward change the filter from outside: what was typed then belongs to another page.
  if (applied !== filter) {
    setApplied(filter);
    setDraft(filter ?? "");
  }
  const { problem } = useMemo(() => parseFilter(draft), [draft]);
  const problemId = useId();
  const apply = (text: string) => onApply(text.trim() === "" ? null : text.trim());
  return (
    <form
      className="space-y-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) apply(draft);
      }}
    >
      <div className="flex flex-wrap items-center gap-2">
        <label className="relative flex min-w-56 flex-1 items-center">
          <ListFilter className="pointer-events-none absolute left-2.5 size-4 text-ink-3" aria-hidden />
          <span className="sr-only">Filter expression</span>
          <input
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : problemId}
            placeholder='All traces. For example: service("orders") { fault } AND responsetime > 1'
            className={cn(
              "h-8 w-full rounded-md border border-control-line bg-surface pr-8 pl-8 font-mono text-xs placeholder:font-sans placeholder:text-ink-3",
              problem !== null && "border-critical",
            )}
          />
          {draft !== "" ? (
            <button
              type="button"
              aria-label="Clear the filter"
              className="absolute right-1 flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
              onClick={() => {
                setDraft("");
                if (filter !== null) onApply(null);
              }}
            >
              <X className="size-4" aria-hidden />
            </button>
          ) : null}
        </label>
        <Button type="submit" variant="solid" disabled={problem !== null || draft.trim() === (filter ?? "")}>
          Search
        </Button>
        <Button
          aria-pressed={cold}
          title="Only traces in which a request waited for a function to start. X-Ray cannot search for that: the documents of the traces are read, five a call."
          className="aria-pressed:border-ink-2 aria-pressed:bg-hover aria-pressed:font-medium"
          onClick={() => onCold(!cold)}
        >
          <Zap aria-hidden />
          Cold only
        </Button>
        <FilterFormPopover
          expression={draft}
          suggestions={suggestions}
          onWrite={(text) => {
            setDraft(text);
            apply(text);
          }}
        />
        <FilterHelp onUse={setDraft} />
      </div>
      {problem === null ? null : (
        <div id={problemId} role="alert" data-testid="filter-problem" className="text-xs">
          <p className="overflow-hidden whitespace-pre-wrap break-all font-mono text-ink-2">
            {draft.slice(0, problem.at)}
            <mark className="rounded-sm bg-critical-soft text-critical underline decoration-wavy">
              {draft.slice(problem.at, problem.at + problem.length) || " "}
            </mark>
            {draft.slice(problem.at + problem.length)}
          </p>
          <p className="text-critical">
            {problem.message} <span className="text-ink-3">At character {problem.at + 1}.</span>
          </p>
        </div>
      )}
    </form>
  );
}
