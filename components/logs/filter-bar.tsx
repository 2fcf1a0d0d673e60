"use client";

import { Regex, Search, X } from "lucide-react";
import { type Ref, useEffect, useState } from "react";
import { requestStatusWord } from "@/components/logs/marks";
import type { QueryResult } from "@/components/logs/protocol";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { useDraft } from "@/components/view/use-draft";
import { formatDuration } from "@/lib/base/format-duration";
import { logLevels } from "@/lib/model/log";
import { type LogFilters, type LogView, noFilters, statusFilters } from "@/lib/url/logs";

interface FilterBarProps {
  readonly filters: LogFilters;
  readonly view: LogView;
  readonly problem: QueryResult["problem"];
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onChange: (filters: LogFilters, how: "push" | "replace") => void;
}

const durations = [100, 500, 1_000, 3_000, 10_000] as const;

/** Narrows what was loaded; nothing is asked of AWS. */
export function FilterBar({ filters, view, problem, inputRef, onChange }: FilterBarProps) {
  const set = (changes: Partial<LogFilters>, how: "push" | "replace" = "push") =>
    onChange({ ...filters, ...changes }, how);
  const chips = chipsOf(filters);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <TextFilter
          text={filters.text}
          problem={problem}
          inputRef={inputRef}
          onChange={(text) => set({ text }, "replace")}
        />
        <Select
          label="Level"
          value={filters.level ?? "any"}
          className="h-8 text-xs"
          options={[
            { value: "any", label: "Any level" },
            ...logLevels.map((level) => ({
              value: level,
              label: level === "fatal" ? "fatal" : `${level} or worse`,
            })),
          ]}
          onChange={(text) => set({ level: logLevels.find((level) => level === text) ?? null })}
        />
        <StatusFilterMenu filters={filters} set={set} />
        <Select
          label="Cold starts"
          value={filters.cold === null ? "any" : String(filters.cold)}
          className="h-8 text-xs"
          options={[
            { value: "any", label: "Cold and warm" },
            { value: "true", label: "Cold only" },
            { value: "false", label: "Not cold" },
          ]}
          onChange={(text) => set({ cold: text === "any" ? null : text === "true" })}
        />
        <Select
          label="Duration"
          value={String(filters.minDurationMs ?? "any")}
          className="h-8 text-xs max-sm:hidden"
          options={[
            { value: "any", label: "Any duration" },
            ...[...new Set([...durations, ...(filters.minDurationMs ? [filters.minDurationMs] : [])])]
              .sort((a, b) => a - b)
              .map((ms) => ({ value: String(ms), label: `over ${formatDuration(ms)}` })),
          ]}
          onChange={(text) => set({ minDurationMs: text === "any" ? null : Number(text) })}
        />
      </div>
      {problem ? <PatternProblem pattern={filters.text?.pattern ?? ""} problem={problem} /> : null}
      {chips.length > 0 ? (
        <ul aria-label={`Filters on ${view}`} className="flex flex-wrap items-center gap-1.5">
          {chips.map(({ label, without }) => (
            <li key={label}>
              <button
                type="button"
                aria-label={`Remove filter ${label}`}
                className="inline-flex h-6 items-center gap-1 rounded-sm border border-line bg-sunken pr-1 pl-2 text-xs hover:bg-hover"
                onClick={() => set(without)}
              >
                {label}
                <X className="size-3 text-ink-3" aria-hidden />
              </button>
            </li>
          ))}
          <li>
            <Button variant="ghost" size="sm" onClick={() => onChange(noFilters, "push")}>
              Remove all
            </Button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}

/** What is wrong with the pattern, and where in it. */
function PatternProblem({
  pattern,
  problem,
}: {
  readonly pattern: string;
  readonly problem: NonNullable<QueryResult["problem"]>;
}) {
  const { message, from, to } = problem;
  return (
    <p role="alert" className="break-words text-critical text-xs" data-testid="filter-problem">
      The pattern is not used: {message}
      {from === 0 && to === pattern.length ? "" : `, at character ${from + 1}`}:{" "}
      <code className="rounded-sm bg-sunken px-1 font-mono text-ink-2">
        {pattern.slice(0, from)}
        <mark className="bg-critical-soft text-critical underline decoration-wavy">
          {pattern.slice(from, to)}
        </mark>
        {pattern.slice(to)}
      </code>
    </p>
  );
}

interface TextFilterProps {
  readonly text: LogFilters["text"];
  readonly problem: QueryResult["problem"];
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onChange: (text: LogFilters["text"]) => void;
}

const TYPING_MS = 200;

function TextFilter({ text, problem, inputRef, onChange }: TextFilterProps) {
  const pattern = text?.pattern ?? "";
  const { draft, setDraft, focus } = useDraft(pattern);
  const [regex, setRegex] = useState(text?.kind === "regex");
  const kind = text?.kind ?? null;
  useEffect(() => {
    if (kind !== null) setRegex(kind === "regex");
  }, [kind]);
  useEffect(() => {
    if ((queryOf(draft, regex)?.pattern ?? "") === pattern) return;
    const timer = setTimeout(() => onChange(queryOf(draft, regex)), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="relative flex min-w-48 grow items-center sm:max-w-md">
      <Search className="pointer-events-none absolute left-2.5 size-4 text-ink-3" aria-hidden />
      <input
        ref={inputRef}
        type="search"
        value={draft}
        aria-label={regex ? "Filter by regular expression" : "Filter by text"}
        aria-invalid={problem !== null}
        placeholder={regex ? "Regular expression" : "Text"}
        spellCheck={false}
        className={cn(
          "h-8 w-full rounded-md border border-control-line bg-surface pr-9 pl-8 font-mono text-xs placeholder:font-sans placeholder:text-ink-3",
          problem && "border-critical",
        )}
        onChange={(event) => setDraft(event.target.value)}
        {...focus}
        onKeyDown={(event) => {
          if (event.key === "Enter") onChange(queryOf(draft, regex));
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <button
        type="button"
        aria-pressed={regex}
        aria-label="Regular expression"
        title="Regular expression"
        className="absolute right-1 inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
        onClick={() => {
          setRegex(!regex);
          if (draft !== "") onChange(queryOf(draft, !regex));
        }}
      >
        <Regex className="size-4" aria-hidden />
      </button>
    </div>
  );
}

function queryOf(draft: string, regex: boolean): LogFilters["text"] {
  if (draft.trim() === "") return null;
  return regex
    ? { kind: "regex", pattern: draft, ignoreCase: true }
    : // What begins with `re:` would be read as a regular expression in the address.
      { kind: "text", pattern: draft.trim().replace(/^re:/i, ""), ignoreCase: true };
}

function StatusFilterMenu({
  filters,
  set,
}: {
  readonly filters: LogFilters;
  readonly set: (changes: Partial<LogFilters>) => void;
}) {
  const { statuses } = filters;
  return (
    <Popover>
      <PopoverTrigger className={cn(buttonClass("outline", "md"), "text-xs")}>
        {statuses.length === 0 ? "Any status" : `${statuses.length} of ${statusFilters.length} statuses`}
      </PopoverTrigger>
      <PopoverContent align="start" className="w-48 p-2">
        <fieldset>
          <legend className="px-1 pb-1 text-ink-3 text-xs">Status of the request</legend>
          {statusFilters.map((status) => (
            <label key={status} className="flex h-7 items-center gap-2 rounded-sm px-1 hover:bg-hover">
              <input
                type="checkbox"
                checked={statuses.includes(status)}
                onChange={(event) =>
                  set({
                    statuses: event.target.checked
                      ? statusFilters.filter((one) => one === status || statuses.includes(one))
                      : statuses.filter((one) => one !== status),
                  })
                }
              />
              {requestStatusWord(status)}
            </label>
          ))}
        </fieldset>
        <Button
          variant="ghost"
          size="sm"
          className="mt-1"
          onClick={() => set({ statuses: ["error", "timeout", "out-of-memory", "crash", "throttled"] })}
        >
          Only failures
        </Button>
      </PopoverContent>
    </Popover>
  );
}

interface Chip {
  readonly label: string;
  readonly without: Partial<LogFilters>;
}

function chipsOf(filters: LogFilters): readonly Chip[] {
  const chips: Chip[] = [];
  const { level, statuses, cold, minDurationMs, functionName, version, requestId } = filters;
  if (level !== null) chips.push({ label: `${level} or worse`, without: { level: null } });
  if (statuses.length > 0) {
    chips.push({ label: statuses.map(requestStatusWord).join(" or "), without: { statuses: [] } });
  }
  if (cold !== null) chips.push({ label: cold ? "cold only" : "not cold", without: { cold: null } });
  if (minDurationMs !== null) {
    chips.push({ label: `over ${formatDuration(minDurationMs)}`, without: { minDurationMs: null } });
  }
  if (functionName !== null) chips.push({ label: functionName, without: { functionName: null } });
  if (version !== null) chips.push({ label: `version ${version}`, without: { version: null } });
  if (requestId !== null) chips.push({ label: `request ${requestId}`, without: { requestId: null } });
  return chips;
}
