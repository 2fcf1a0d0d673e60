"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

interface ChecklistItemProps {
  readonly value: string;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** One of a searched list from which several may be chosen: a box with or without its mark, then what it is. */
export function ChecklistItem({ value, chosen, onToggle, children }: ChecklistItemProps) {
  return (
    <Command.Item
      value={value}
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
      {children}
    </Command.Item>
  );
}
