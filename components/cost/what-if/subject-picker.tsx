"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { dearest, QUICK_COUNT } from "@/components/cost/what-if/draft";
import type { Choice } from "@/components/cost/what-if/subject-list";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { TableSkeleton } from "@/components/ui/skeleton";
import { plainText } from "@/lib/base/plain-text";
import { type ProposalKind, subjectsOf } from "@/lib/model/cost-proposal";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WhatIfChoices } from "@/lib/model/views/cost-what-if";

interface SubjectPickerProps {
  readonly kind: ProposalKind;
  readonly choices: WhatIfChoices;
  readonly subjects: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}

/** Fetched when it is opened: most who look at costs never do. */
const SubjectList = lazy(() =>
  import("@/components/cost/what-if/subject-list").then((module) => ({ default: module.SubjectList })),
);

/** Whom the change is for; nobody chosen means everybody. */
export function SubjectPicker({ kind, choices, subjects, onChange }: SubjectPickerProps) {
  const whom = subjectsOf[kind];
  if (whom === "account") return <p className="flex h-8 items-center text-ink-2">The whole account</p>;
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
        <Suspense fallback={<TableSkeleton rows={6} label="Loading names" />}>
          <SubjectList groups={groupsFor(kind, choices)} subjects={subjects} onToggle={toggle} />
        </Suspense>
      </PopoverContent>
    </Popover>
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
