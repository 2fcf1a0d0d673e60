"use client";

import { Command } from "cmdk";
import { ChevronDown, ListTree } from "lucide-react";
import { Suspense, use, useState } from "react";
import { matchesSource, sourcesText } from "@/components/logs/source-search";
import { FailureNotice } from "@/components/panel/panel-state";
import { buttonClass } from "@/components/ui/button";
import { ChecklistItem } from "@/components/ui/checklist-item";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Panel } from "@/lib/model/panel";
import type { LogChoice, LogChoices } from "@/lib/model/views/log-choices";
import { BadParameter } from "@/lib/url/bad-parameter";
import { MAX_SOURCES, parseSources, type SourceRef, sourceKey } from "@/lib/url/log-sources";

interface SourcePickerProps {
  readonly choices: Promise<Panel<LogChoices>>;
  readonly sources: readonly SourceRef[];
  readonly onChange: (sources: readonly SourceRef[]) => void;
}

const kinds = [
  ["functions", "Functions"],
  ["accessLogs", "API access logs"],
  ["executionLogs", "API execution logs"],
  ["groups", "Other log groups"],
] as const satisfies readonly (readonly [keyof LogChoices, string])[];

/** Which logs are read: functions, stages, groups; several at once. Choices are applied as they are made. */
export function SourcePicker({ choices, sources, onChange }: SourcePickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={cn(buttonClass("outline", "md"), "max-w-full")}>
        <ListTree aria-hidden />
        <span className="sr-only">Sources: </span>
        <span className="truncate">
          <Suspense fallback={sourcesText(sources, null)}>
            <SourceNames choices={choices} sources={sources} />
          </Suspense>
        </span>
        <ChevronDown className="text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" className="w-[460px] p-0">
        <SourceChoices choices={choices} sources={sources} onChange={onChange} />
      </PopoverContent>
    </Popover>
  );
}

/** API ids become names once the choices are there. */
function SourceNames({ choices, sources }: Pick<SourcePickerProps, "choices" | "sources">) {
  return sourcesText(sources, dataOf(use(choices)));
}

function dataOf(panel: Panel<LogChoices>): LogChoices | null {
  return panel.state === "ok" || panel.state === "partial" ? panel.data : null;
}

/** The list itself; also the page's content while nothing is chosen. */
export function SourceChoices({ choices, sources, onChange }: SourcePickerProps) {
  const panel = use(choices);
  const [text, setText] = useState("");
  const chosen = new Set(sources.map(sourceKey));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    if (next.size <= MAX_SOURCES) onChange(parseSources({ src: [...next].join(",") }));
  };
  const data = dataOf(panel);
  const typed = typedGroup(text);
  const matches = (choice: LogChoice) => matchesSource(choice, text);
  return (
    <Command label="Log sources" shouldFilter={false} className="flex max-h-[min(480px,60dvh)] flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        autoFocus
        placeholder="Name, id or ARN of a function, API or log group…"
        className="h-10 w-full shrink-0 border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-ink-3"
      />
      {panel.state === "denied" || panel.state === "throttled" || panel.state === "failed" ? (
        <FailureNotice failure={panel.failure} />
      ) : null}
      <Command.List className="min-h-0 overflow-auto p-1.5">
        {kinds.map(([kind, heading]) => {
          const found = (data?.[kind] ?? []).filter(matches);
          return found.length === 0 ? null : (
            <Command.Group
              key={kind}
              heading={heading}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
            >
              {found.map((choice) => (
                <Choice
                  key={choice.key}
                  choice={choice}
                  chosen={chosen.has(choice.key)}
                  onToggle={() => toggle(choice.key)}
                />
              ))}
            </Command.Group>
          );
        })}
        {typed && !chosen.has(typed) ? (
          <Choice
            choice={{ key: typed, label: text.trim(), detail: "read this log group" }}
            chosen={false}
            onToggle={() => toggle(typed)}
          />
        ) : null}
        <Command.Empty className="px-2 py-6 text-center text-ink-3">Nothing of that name.</Command.Empty>
      </Command.List>
      {panel.state === "partial" ? (
        <p className="border-line border-t px-3 py-2 text-warning text-xs">
          Not everything could be listed:{" "}
          {[...new Set(panel.failures.map((one) => one.operation))].join(", ")}. A log group can be given by
          its name.
        </p>
      ) : null}
    </Command>
  );
}

function Choice({
  choice,
  chosen,
  onToggle,
}: {
  readonly choice: LogChoice;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <ChecklistItem value={choice.key} chosen={chosen} onToggle={onToggle}>
      <span className="shrink-0 truncate">{choice.label}</span>
      <span className="ml-auto min-w-0 truncate pl-4 text-ink-3 text-xs">{choice.detail}</span>
    </ChecklistItem>
  );
}

/** A group that may not be listed can still be named. */
function typedGroup(text: string): string | null {
  const name = text.trim();
  if (name.length < 2) return null;
  try {
    const [source] = parseSources({ src: `group:${name}` });
    return source ? sourceKey(source) : null;
  } catch (error) {
    if (error instanceof BadParameter) return null;
    throw error;
  }
}
