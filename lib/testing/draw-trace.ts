import { spanKinds } from "@/lib/model/trace";
import { type SpanColumns, spanFlags } from "@/lib/model/views/spans";

const SHOWN = [
  ["fault", "fault"],
  ["throttle", "throttle"],
  ["error", "error"],
  ["inferred", "inferred"],
  ["inProgress", "open"],
  ["skewCorrected", "moved"],
  ["derived", "made"],
  ["parentMissing", "orphan"],
  ["coldStart", "cold"],
  ["endedBeforeBegin", "backwards"],
  ["async", "async"],
  ["critical", "!"],
] as const;

/**
 * Spans, drawn: a line each, indented under its parent, times in ms from the first. `!` is on the critical path.
 *
 *     0~20 POST /orders (gateway) !
 *       2~18 orders (function) !
 */
export function drawSpans(spans: SpanColumns): string {
  const depths: number[] = [];
  return spans.parent
    .map((parent, index) => {
      const depth = parent < 0 ? 0 : (depths[parent] ?? 0) + 1;
      depths.push(depth);
      const flags = spans.flags[index] ?? 0;
      const from = spans.offsetMs[index] ?? 0;
      const length = spans.lengthMs[index] ?? 0;
      const marks = SHOWN.filter(([flag]) => (flags & spanFlags[flag]) !== 0).map(([, mark]) => mark);
      return [
        `${"  ".repeat(depth)}${from}~${length < 0 ? "" : Math.round((from + length) * 1000) / 1000}`,
        spans.strings[spans.name[index] ?? -1],
        `(${spanKinds[spans.kind[index] ?? -1]})`,
        ...marks,
      ].join(" ");
    })
    .join("\n");
}

/** A drawing in a test, without the indentation of the code round it. */
export function drawing(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join("\n");
}
