import { formatRatio } from "@/lib/base/format-number";
import type { Health } from "@/lib/model/views/common";

const FILLS = {
  ok: "bg-ink-3",
  warning: "bg-warning",
  critical: "bg-critical",
  unknown: "bg-ink-3",
} as const satisfies Record<Health, string>;

interface ShareBarProps {
  /** 0–1; more than 1 fills the bar. */
  readonly share: number;
  readonly health: Health;
}

/** How much of a limit is used: the figure, and a bar that repeats it. */
export function ShareBar({ share, health }: ShareBarProps) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="inline-block h-1.5 w-16 overflow-hidden rounded-sm bg-sunken">
        <span
          className={`block h-full rounded-sm ${FILLS[health]}`}
          style={{ width: `${Math.min(100, Math.max(share > 0 ? 2 : 0, share * 100))}%` }}
        />
      </span>
      <span className="w-14 text-right">{formatRatio(share)}</span>
    </span>
  );
}
