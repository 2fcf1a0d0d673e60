import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Takes a line of its own: long texts. */
  readonly wide?: boolean;
}

/** Names and values in columns. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 border-line border-t px-4 py-2 sm:grid-cols-2 xl:grid-cols-3">
      {facts.map((fact) => (
        <div
          key={fact.name}
          className={cn("flex min-w-0 items-baseline gap-3 py-1", fact.wide && "col-span-full")}
        >
          <dt className="w-36 shrink-0 text-ink-3">{fact.name}</dt>
          <dd className="min-w-0 break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
