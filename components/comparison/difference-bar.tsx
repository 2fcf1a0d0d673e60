import { cn } from "@/components/ui/class-names";
import type { ComparedFigure } from "@/lib/model/views/comparison";

interface DifferenceBarProps {
  readonly difference: NonNullable<ComparedFigure["difference"]>;
  readonly verdict: ComparedFigure["verdict"];
}

const fills = {
  worse: "fill-critical",
  better: "fill-ok",
  alike: "fill-ink-3",
  "cannot-tell": "fill-unknown",
} as const satisfies Record<ComparedFigure["verdict"], string>;

const WIDTH = 120;
const HEIGHT = 16;

/**
 * The interval of a difference around no difference, which is the line in the middle; the dot is what was measured. Each
 * row has its own scale, since units differ. The numbers stand beside it.
 */
export function DifferenceBar({ difference: { value, low, high }, verdict }: DifferenceBarProps) {
  const reach = Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE) * 1.08;
  const x = (at: number) => WIDTH / 2 + (at / reach) * (WIDTH / 2);
  const middle = HEIGHT / 2;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      className={cn("shrink-0", fills[verdict])}
    >
      <line x1={0} x2={WIDTH} y1={middle} y2={middle} className="stroke-line" />
      <rect
        x={x(low)}
        y={middle - 3}
        width={Math.max(2, x(high) - x(low))}
        height={6}
        rx={3}
        fillOpacity={0.4}
      />
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} className="stroke-ink-3" />
      <circle cx={x(value)} cy={middle} r={3} />
    </svg>
  );
}
