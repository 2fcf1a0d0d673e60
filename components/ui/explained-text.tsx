"use client";

import type { ReactNode } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

interface ExplainedTextProps {
  /** What it explains, for those who do not see the table around it. */
  readonly label: string;
  readonly text: ReactNode;
  readonly children: ReactNode;
}

/** A short text whose explanation is one press away. */
export function ExplainedText({ label, text, children }: ExplainedTextProps) {
  return (
    <Popover>
      <PopoverTrigger
        aria-label={label}
        className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        {text}
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[400px] space-y-1 p-4 text-sm">
        {children}
      </PopoverContent>
    </Popover>
  );
}
