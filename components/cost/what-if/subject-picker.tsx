"use client";

import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { dearest, QUICK_COUNT } from "@/components/cost/what-if/draft";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { plainText } from "@/lib/base/display-text";
import { type ProposalKind, subjectsOf } from "@/lib/model/cost-proposal";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WhatIfChoices } from "@/lib/model/views/cost-what-if";

interface SubjectPickerProps {
  readonly kind: ProposalKind;
  readonly choices: WhatIfChoices;
  readonly subjects: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}

interface Choice {
  readonly name: string;
  readonly detail: string;
}

/** Whom the change is for; nobody chosen means everybody. */
export function SubjectPicker({ kind, choices, subjects, onChange }: SubjectPickerProps) {
  const [text, setText] = useState("");
  const whom = subjectsOf[kind];
  if (whom === "account") return <p className="flex h-8 items-center text-ink-2">The whole account</p>;
  const groups = groupsFor(kind, choices).map(([heading, all]) => {
    return [
      heading,
      all.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase())),
    ] as const;
  });
  const toggle = (name: string) =>
    onChange(subjects.includes(name) ? subjects.filter((one) => one !== name) : [...subjects, name]);
  const quick = dearest(eligible(kind, choices));
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`For whom: ${subjects.length === 0 ? allOf(kind) : subjects.join(", ")}`}
        className={cn(buttonClass("outline", "md"), "w-full justify-between border-control-line font-normal")}
      >
        <span className="truncate">{subjectsText(kind, subjects)}</span>
        <ChevronDown className="text-ink-3" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" className="w-[420px] p-0" aria-label="For whom">
        <div className="flex flex-wrap gap-1.5 border-line border-b px-3 py-2">
          {quick.length > 0 && whom !== "APIs" ? (
            <Button size="sm" onClick={() => onChange(quick)}>
              {quickLabel(kind, quick.length)}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={() => onChange([])}>
            {capital(allOf(kind))}
          </Button>
        </div>
        <Command label="For whom" shouldFilter={false} className="flex max-h-[min(360px,50dvh)] flex-col">
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder="Search by name"
            className="h-9 w-full shrink-0 border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-ink-3"
          />
          <Command.List className="min-h-0 overflow-auto p-1.5">
            {groups.map(([heading, found]) =>
              found.length === 0 ? null : (
                <Command.Group
                  key={heading}
                  heading={heading}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
                >
                  {found.map((choice) => (
                    <Item
                      key={choice.name}
                      choice={choice}
                      chosen={subjects.includes(choice.name)}
                      onToggle={() => toggle(choice.name)}
                    />
                  ))}
                </Command.Group>
              ),
            )}
            <Command.Empty className="px-2 py-6 text-center text-ink-3">
              Nothing of that name ran.
            </Command.Empty>
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function Item({
  choice,
  chosen,
  onToggle,
}: {
  readonly choice: Choice;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <Command.Item
      value={choice.name}
      onSelect={onToggle}
      aria-checked={chosen}
      className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 data-[selected=true]:bg-hover"
    >
      <span
        className={cn(
          "inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-control-line",
          chosen && "border-ink bg-ink text-ink-inverse",
        )}
      >
        {chosen ? <Check className="size-3" aria-hidden /> : null}
      </span>
      <span className="min-w-0 truncate">{plainText(choice.name)}</span>
      <span className="ml-auto shrink-0 pl-4 text-ink-3 text-xs">{choice.detail}</span>
    </Command.Item>
  );
}

function groupsFor(kind: ProposalKind, { functions, apis }: WhatIfChoices) {
  const whom = subjectsOf[kind];
  const stages = kind === "http-api" ? apis.filter((one) => one.kind === "REST") : apis;
  const ofFunctions = functions.map(({ name, monthly, memoryMb, architecture }): Choice => {
    const size = memoryMb === null ? "" : `${memoryMb.toLocaleString("en")} MB `;
    return { name, detail: `${size}${architecture ?? ""} · ${formatUsdRange(monthly)}` };
  });
  const ofStages = stages.map(
    (one): Choice => ({ name: one.name, detail: `${one.kind} · ${formatUsdRange(one.monthly)}` }),
  );
  return [
    ["Functions, dearest first", whom === "APIs" ? [] : ofFunctions],
    ["APIs", whom === "functions" ? [] : ofStages],
  ] as const;
}

/** Those that it would change at all. */
function eligible(kind: ProposalKind, { functions }: WhatIfChoices) {
  return kind === "arm64" ? functions.filter(({ architecture }) => architecture !== "arm64") : functions;
}

function quickLabel(kind: ProposalKind, count: number): string {
  const number = count < QUICK_COUNT ? `The ${count}` : `${QUICK_COUNT}`;
  return `${number} most expensive${kind === "arm64" ? " on x86_64" : ""}`;
}

function allOf(kind: ProposalKind): string {
  const whom = subjectsOf[kind];
  if (whom === "APIs") return "all REST APIs";
  return whom === "functions" ? "all functions" : "everything";
}

function subjectsText(kind: ProposalKind, subjects: readonly string[]): string {
  const [first] = subjects;
  if (first === undefined) return capital(allOf(kind));
  return subjects.length === 1 ? plainText(first) : `${plainText(first)} and ${subjects.length - 1} more`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
