import { formatBytes } from "@/lib/base/format-size";
import { type LogUsage, noOwner } from "@/lib/cost/usage";
import type { LineSums } from "@/lib/cost/waste/facts";
import { plural, type Waste } from "@/lib/cost/waste/waste";

/** What CloudWatch Logs adds to each event's message when it charges for it. [D cloudwatch_limits_cwl] */
const EVENT_BYTES = 26;

/** Ingestion of lines that only a developer at work needs. */
export function debugLogging(
  name: string,
  { debug }: LineSums,
  logClass: LogUsage["logClass"],
): Waste | null {
  if (debug.lines === 0) return null;
  const ingestedBytes = debug.characters + debug.lines * EVENT_BYTES;
  return {
    subject: { kind: "function", name },
    low: [{ ...noOwner, kind: "logs", functionName: name, ingestedBytes, logClass, storedByteMonths: 0 }],
    high: null,
    per: "window",
    certainty: "estimate",
    why: `${plural(debug.lines, "line")} of level DEBUG or TRACE, ${formatBytes(ingestedBytes)}.`,
    remedy:
      "Set the application log level to INFO (JSON format), or that of the logger in the code. Sampling keeps a share.",
    assumptions: [
      "Logs Insights counts characters: text beyond ASCII has more bytes.",
      "Lines whose level their runtime does not state are not in it, nor is the storage of what was ingested.",
    ],
  };
}
