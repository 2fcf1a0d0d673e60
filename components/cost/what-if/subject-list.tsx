"use client";

import { Command } from "cmdk";
import { useState } from "react";
import { ChecklistItem } from "@/components/ui/checklist-item";
import { plainText } from "@/lib/base/plain-text";

export interface Choice {
  readonly name: string;
  readonly detail: string;
}

interface SubjectListProps {
  readonly groups: readonly (readonly [heading: string, choices: readonly Choice[]])[];
  readonly subjects: readonly string[];
  readonly onToggle: (name: string) => void;
}

/** Searched by name. */
export function SubjectList({ groups: all, subjects, onToggle }: SubjectListProps) {
  const [text, setText] = useState("");
  const groups = all.map(
    ([heading, choices]) =>
      [
        heading,
        choices.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase())),
      ] as const,
  );
  return (
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
                <ChecklistItem
                  key={choice.name}
                  value={choice.name}
                  chosen={subjects.includes(choice.name)}
                  onToggle={() => onToggle(choice.name)}
                >
                  <span className="min-w-0 truncate">{plainText(choice.name)}</span>
                  <span className="ml-auto shrink-0 pl-4 text-ink-3 text-xs">{choice.detail}</span>
                </ChecklistItem>
              ))}
            </Command.Group>
          ),
        )}
        <Command.Empty className="px-2 py-6 text-center text-ink-3">Nothing of that name ran.</Command.Empty>
      </Command.List>
    </Command>
  );
}
