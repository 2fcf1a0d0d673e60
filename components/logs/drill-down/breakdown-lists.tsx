"use client";

import {
  type Breakdown,
  type BreakdownGroup,
  type Dimension,
  dimensions,
  type LogQuery,
} from "@/components/logs/protocol";
import { cn } from "@/components/ui/class-names";
import { formatCount } from "@/lib/base/format-number";
import { plainText } from "@/lib/base/plain-text";

interface BreakdownListsProps {
  readonly breakdown: Breakdown;
  readonly chosen: LogQuery["group"];
  readonly onChoose: (group: LogQuery["group"]) => void;
}

const titles = {
  error: "Error",
  route: "Route",
  version: "Function and version",
  start: "Cold or warm",
} as const satisfies Record<Dimension, string>;

/** What the requests have in common, beside the window before. Choosing a group narrows the list below. */
export function BreakdownLists({ breakdown, chosen, onChoose }: BreakdownListsProps) {
  const shown = dimensions.filter((by) => breakdown.groups[by].length > 0);
  if (shown.length === 0) return null;
  return (
    <div className="grid max-h-[38dvh] shrink-0 gap-x-6 gap-y-2 overflow-auto border-line border-t px-4 py-2 sm:grid-cols-2">
      {shown.map((by) => (
        <section key={by} aria-label={titles[by]}>
          <h3 className="flex justify-between pb-0.5 text-ink-3 text-xs">
            <span>{titles[by]}</span>
            <span className="flex gap-3">
              <span>now</span>
              <span className="w-14 text-right">before</span>
            </span>
          </h3>
          <ul>
            {breakdown.groups[by].map((group) => {
              const active = chosen?.by === by && chosen.key === group.key;
              return (
                <li key={group.key}>
                  <button
                    type="button"
                    aria-pressed={active}
                    onClick={() => onChoose(active ? null : { by, key: group.key })}
                    className="relative flex w-full items-center gap-3 rounded-sm px-1.5 py-0.5 text-left hover:bg-hover aria-pressed:bg-hover aria-pressed:font-medium"
                  >
                    <span
                      aria-hidden
                      className="absolute inset-y-0.5 left-0 rounded-sm bg-sunken"
                      style={{ width: `${(group.count / Math.max(1, breakdown.count)) * 100}%` }}
                    />
                    <span
                      className={cn("relative min-w-0 grow truncate", by === "error" && "font-mono text-xs")}
                      title={plainText(group.label)}
                    >
                      {plainText(group.label)}
                    </span>
                    <span className="relative shrink-0">{formatCount(group.count)}</span>
                    <span className={cn("relative w-14 shrink-0 text-right", tone(group))}>
                      {before(group)}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

function before({ previous }: BreakdownGroup): string {
  if (previous === null) return "–";
  return previous === 0 ? "none" : formatCount(previous);
}

/** Twice as many as before, or new, is worth a look. */
function tone({ count, previous }: BreakdownGroup): string {
  return previous !== null && count >= 2 * previous ? "font-medium text-critical" : "text-ink-3";
}
