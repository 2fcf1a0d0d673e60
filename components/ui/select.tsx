"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly icon?: ReactNode;
  readonly className?: string;
}

/** A choice of one; `label` is its accessible name. */
export function Select({ label, value, options, onChange, icon, className }: SelectProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange}>
      <Primitive.Trigger
        aria-label={label}
        className={cn(
          "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5",
          "font-medium text-ink text-sm hover:bg-hover data-[state=open]:bg-hover [&_svg]:size-4",
          className,
        )}
      >
        {icon}
        {/* By itself Radix knows the text only after hydration, and what is beside it would jump. */}
        <Primitive.Value>{options.find((option) => option.value === value)?.label}</Primitive.Value>
        <Primitive.Icon>
          <ChevronDown className="text-ink-3" aria-hidden />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-select-content-available-height)] min-w-[var(--radix-select-trigger-width)] overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-pop"
        >
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                className="flex h-8 select-none items-center gap-2 rounded-md pr-3 pl-7 text-sm outline-none data-[highlighted]:bg-hover"
              >
                <Primitive.ItemIndicator className="absolute left-2.5">
                  <Check className="size-4" aria-hidden />
                </Primitive.ItemIndicator>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                {option.hint ? <span className="ml-auto pl-4 text-ink-3 text-xs">{option.hint}</span> : null}
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
