"use client";

import { ChevronDown, TriangleAlert } from "lucide-react";
import { RetryButton } from "@/components/panel/retry-button";
import { CopyButton } from "@/components/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { ConsentButton } from "@/components/view/consent-button";
import type { Failure } from "@/lib/model/failure";

/** One line above data that is not whole; what is missing unfolds. */
export function PartialNotice({ failures }: { readonly failures: readonly Failure[] }) {
  const operations = [...new Set(failures.map((failure) => failure.operation))];
  return (
    <Popover>
      <PopoverTrigger className="flex min-h-8 w-full items-center gap-2 border-line border-t bg-warning-soft px-4 py-1 text-left text-warning text-xs">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 truncate">
          <strong className="font-medium">Incomplete:</strong> {operations.join(", ")}{" "}
          {whatHappened(failures)}
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
        <div className="mt-3 border-line border-t pt-3">
          {failures.some(({ kind }) => kind === "ask") ? <ConsentButton /> : <RetryButton />}
        </div>
      </PopoverContent>
    </Popover>
  );
}

function whatHappened(failures: readonly Failure[]): string {
  if (failures.every(({ kind }) => kind === "budget")) return "stopped by the budget";
  return failures.every(({ kind }) => kind === "ask") ? "not read yet" : "did not answer in full";
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
