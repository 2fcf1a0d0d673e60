"use client";

import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { FormSuggestions } from "@/components/traces/form-suggestions";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";

interface FilterFormPopoverProps {
  readonly expression: string;
  readonly suggestions: FormSuggestions;
  readonly onWrite: (expression: string) => void;
}

const FilterFields = dynamic(() => import("@/components/traces/filter-fields").then((m) => m.FilterFields), {
  loading: () => <Skeleton className="h-96" />,
});

/** The form that writes the expression. */
export function FilterFormPopover({ expression, suggestions, onWrite }: FilterFormPopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <SlidersHorizontal aria-hidden />
          Form
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[26rem] p-4" aria-label="Filter by form">
        <FilterFields
          expression={expression}
          suggestions={suggestions}
          onWrite={(text) => {
            onWrite(text);
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
