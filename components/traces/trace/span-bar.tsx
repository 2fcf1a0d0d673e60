import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import { criticalSections } from "@/lib/traces/show/critical-sections";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { shareOf, type TimeView } from "@/lib/traces/show/time-view";

interface SpanBarProps {
  readonly tree: SpanTree;
  readonly span: number;
  readonly view: TimeView;
}

/** A span on the time axis: filled by status, hatched for cold starts, outlined for waiting, underlined where critical. */
export function SpanBar({ tree, span, view }: SpanBarProps) {
  const fromMs = tree.offsetMs[span] ?? 0;
  const toMs = tree.endMs[span] ?? fromMs;
  const left = shareOf(view, fromMs);
  const right = shareOf(view, toMs);
  const inProgress = tree.is(span, "inProgress");
  const label = inProgress ? "in progress" : formatDuration(toMs - fromMs);
  if (right < 0) return <Outside side="left" label={label} />;
  if (left > 1) return <Outside side="right" label={label} />;
  const shownLeft = Math.max(0, left);
  const shownRight = Math.min(1, right);
  const labelLeft = shownRight > 0.86 && shownLeft > 0.14;
  return (
    <>
      <span
        className={cn(
          "absolute h-3 min-w-0.5 rounded-[2px]",
          fill(tree, span),
          inProgress && "rounded-r-none",
        )}
        style={{ left: percent(shownLeft), width: percent(Math.max(0, shownRight - shownLeft)), top: 6 }}
      />
      {criticalSections(tree, span).map(([from, to]) => {
        const a = Math.max(0, shareOf(view, from));
        const b = Math.min(1, shareOf(view, to));
        return b > a ? (
          <span
            key={from}
            className="absolute h-0.5 min-w-px bg-ink"
            style={{ left: percent(a), width: percent(b - a), top: 20 }}
          />
        ) : null;
      })}
      <span
        className={cn(
          "absolute top-0 whitespace-nowrap px-1 text-2xs text-ink-2 leading-6",
          labelLeft && "-translate-x-full",
          shownLeft <= 0.14 && shownRight > 0.86 && "rounded-sm bg-surface/80 leading-3",
        )}
        style={labelStyle(shownLeft, shownRight, labelLeft)}
      >
        {label}
      </span>
    </>
  );
}

/** Beside the bar where there is room, else on it. */
function labelStyle(left: number, right: number, before: boolean) {
  if (before) return { left: percent(left) };
  if (right <= 0.86) return { left: percent(right) };
  return { left: percent(Math.max(left, 0.01)), top: 6 };
}

function Outside({ side, label }: { readonly side: "left" | "right"; readonly label: string }) {
  return (
    <span
      className={cn(
        "absolute top-0 px-1 text-2xs text-ink-3 leading-6",
        side === "left" ? "left-0" : "right-0",
      )}
    >
      {side === "left" ? `← ${label}` : `${label} →`}
    </span>
  );
}

function fill(tree: SpanTree, span: number): string {
  const kind = tree.kind(span);
  const failed = tree.is(span, "fault") || tree.is(span, "error");
  const tone = failed ? "critical" : tree.is(span, "throttle") ? "warning" : "plain";
  if (kind === "queue") return "border border-dashed border-ink-3";
  if (tree.is(span, "coldStart") || kind === "init" || kind === "restore") {
    return cn(
      "cold-hatch border",
      tone === "critical" ? "border-critical text-critical" : "border-ink-2 text-ink-2",
    );
  }
  if (tone === "critical") return "bg-critical";
  if (tone === "warning") return "bg-warning";
  if (kind === "overhead") return "bg-line-strong";
  return tree.is(span, "inferred") ? "border border-ink-3 bg-ink-3/25" : "bg-ink-3/60";
}

function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}
