"use client";

import { ChevronDown, TriangleAlert } from "lucide-react";
import { failureClauses } from "@/components/panel/failure-phrase";
import { WayOn } from "@/components/panel/way-on";
import { CopyButton } from "@/components/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Failure } from "@/lib/model/failure";

/** One line above data that is not whole; what is missing unfolds. */
export function PartialNotice({ failures }: { readonly failures: readonly Failure[] }) {
  const decisive = decisiveOf(failures);
  return (
    <Popover>
      <PopoverTrigger className="flex min-h-8 w-full items-center gap-2 border-line border-t bg-warning-soft px-4 py-1 text-left text-warning text-xs">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 truncate">
          <strong className="font-medium">Incomplete:</strong> {failureClauses(failures)}
        </span>
        <ChevronDown className="size-4 shrink-0" aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="start" className="w-[440px] p-4">
        <ul className="space-y-3">
          {mergeSame(failures).map(({ failure, times }) => (
            <li key={`${failure.operation} ${failure.message}`} className="space-y-1">
              <p className="break-all font-mono text-xs">
                {failure.operation}
                {times > 1 ? ` × ${times}` : ""}
              </p>
              <p className="break-words text-ink-2">{failure.message}</p>
              <p>{failure.nextStep}</p>
              {failure.action ? (
                <CopyButton
                  text={failure.action}
                  label={`Copy ${failure.action}`}
                  showLabel
                  variant="outline"
                />
              ) : null}
            </li>
          ))}
        </ul>
        {decisive === undefined ? null : (
          <div className="mt-3 flex flex-wrap items-center gap-2 border-line border-t pt-3">
            <WayOn failure={decisive} />
          </div>
        )}
      </PopoverContent>
    </Popover>
  );
}

/** Consent reads everything again, and so does a retry; a budget alone is what neither gets past. */
function decisiveOf(failures: readonly Failure[]): Failure | undefined {
  return (
    failures.find(({ kind }) => kind === "ask") ??
    failures.find(({ kind }) => kind !== "budget") ??
    failures[0]
  );
}

function mergeSame(failures: readonly Failure[]): readonly { failure: Failure; times: number }[] {
  const merged = new Map<string, { failure: Failure; times: number }>();
  for (const failure of failures) {
    const key = `${failure.operation} ${failure.message}`;
    const known = merged.get(key);
    merged.set(key, { failure, times: (known?.times ?? 0) + 1 });
  }
  return [...merged.values()];
}
