import { formatSpan } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";

/** What was looked at, as lib/server/findings tells it. */
export interface LookedAt {
  readonly functions: number;
  readonly ofFunctions: number;
  readonly stages: number;
  readonly loads: boolean;
  readonly periodMs: number;
  readonly fromMs: number;
  /** Of failures. */
  readonly baselineFromMs: number;
  /** Of all else. */
  readonly rhythmFromMs: number;
}

/** `17 functions and 3 API stages` */
export function tellSubjects({ functions, stages }: Pick<LookedAt, "functions" | "stages">): string {
  const parts = [
    functions > 0 || stages === 0 ? counted(functions, "function") : null,
    stages > 0 ? counted(stages, "API stage") : null,
  ];
  return parts.filter((part) => part !== null).join(" and ");
}

/** What was compared with what. null: the window was too short. */
export function tellBasis(looked: LookedAt | null): string {
  if (looked === null) return "The window is shorter than one period of its metrics: nothing was compared.";
  const { functions, ofFunctions, stages, loads, periodMs, fromMs, baselineFromMs, rhythmFromMs } = looked;
  if (functions + stages === 0) return "No function and no API stage has metrics here: nothing was compared.";
  const figures = loads
    ? "Errors, throttles, traffic, durations and concurrency"
    : "Errors, throttles and traffic (of so many functions no durations)";
  const left =
    ofFunctions > functions
      ? ` ${formatCount(ofFunctions - functions)} more functions were not looked at.`
      : "";
  const failures =
    baselineFromMs < rhythmFromMs ? ` (failures with the ${formatSpan(fromMs - baselineFromMs)} before)` : "";
  const baseline =
    fromMs > baselineFromMs
      ? `with the ${formatSpan(fromMs - rhythmFromMs)} before${failures}, and with the rest of the window where nothing ran before`
      : "with the rest of the window, for nothing earlier is kept";
  return `${figures} of ${tellSubjects(looked)} were compared, in periods of ${formatSpan(periodMs)}, ${baseline}.${left} What is younger than that has little to be compared with.`;
}

function counted(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? "" : "s"}`;
}
