import { memo } from "react";
import { sparkPaths } from "@/components/charts/spark-paths";
import { cn } from "@/components/ui/class-names";

interface SparklineProps {
  readonly values: readonly (number | null)[];
  /** Drawn as marks in the critical colour, on the same scale. */
  readonly errors?: readonly (number | null)[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  readonly className?: string;
}

/** A small line without axes. Gaps stay gaps. Decoration beside figures: `label` says what it shows. */
export const Sparkline = memo(function Sparkline({
  values,
  errors,
  label,
  width = 96,
  height = 24,
  className,
}: SparklineProps) {
  const { line, area, marks } = sparkPaths(values, errors, width, height);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      width={width}
      height={height}
      className={cn("block shrink-0", className)}
    >
      <path d={area} className="fill-ink-3/15" />
      <path
        d={line}
        fill="none"
        className="stroke-ink-3"
        strokeWidth={1.25}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      {marks ? (
        <path d={marks} className="stroke-critical" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
      ) : null}
    </svg>
  );
});
