import type { ReactNode } from "react";

interface FactsProps {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[];
}

/** Names and values below each other, for a box of half the page. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="border-line border-t border-b px-4 py-2">
      {facts.map(({ name, value }) => (
        <div key={name} className="flex items-baseline justify-between gap-4 py-1">
          <dt className="shrink-0 text-ink-3">{name}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
