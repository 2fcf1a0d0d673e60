import { cn } from "@/components/ui/class-names";
import { statusText } from "@/components/ui/status";
import { healthOfRate } from "@/lib/model/health-of-rate";

interface FailureCountProps {
  readonly failures: number | null;
  readonly attempts: number | null;
  /** What is shown: the count or its share, already formatted. */
  readonly text: string;
}

/** A figure about failures: coloured by the share that it stands for, quiet at 0. */
export function FailureCount({ failures, attempts, text }: FailureCountProps) {
  const tone = failures === 0 ? "text-ink-3" : statusText(healthOfRate(failures, attempts));
  return <span className={cn(tone)}>{text}</span>;
}
