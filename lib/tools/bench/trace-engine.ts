import { fileURLToPath } from "node:url";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { runQuiet } from "@/lib/tools/run-command.mjs";

/** One size of trace, as `trace-engine-measure.ts` prints it. */
interface Figures {
  readonly spans: number;
  readonly documentBytes: number;
  readonly engineMs: number;
  readonly parseMs: number;
  readonly sentBytes: number;
  readonly gzipBytes: number;
}

/** Parse, tree, columns, critical path and shares of traces of 1,000, 10,000 and 100,000 spans, against JSON.parse alone. */
export const traceEngine: Benchmark = {
  name: "trace-engine",
  measure: async () => {
    const script = fileURLToPath(new URL("trace-engine-measure.ts", import.meta.url));
    const tsx = new URL("../../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
    const { code, output } = await runQuiet(process.execPath, ["--expose-gc", "--import", tsx, script]);
    if (code !== 0) throw new Error(`the trace engine's measurement failed:\n${output}`);
    const sizes = figuresOf(output);
    return [...sizes.flatMap(rowsOf), ...linearity(sizes)];
  },
};

function rowsOf(figures: Figures): readonly Measurement[] {
  const { spans, documentBytes, engineMs, parseMs, sentBytes, gzipBytes } = figures;
  const what = `trace engine, ${spans.toLocaleString("en")} spans`;
  return [
    { what, value: spans / (engineMs / 1000), unit: "/s" },
    { what: "  against JSON.parse of the documents alone", value: engineMs / parseMs, unit: "×" },
    { what: "  documents", value: documentBytes / 1024, unit: "kB" },
    { what: "  sent to the browser", value: sentBytes / 1024, unit: "kB" },
    { what: "  the same, gzip", value: gzipBytes / 1024, unit: "kB" },
  ];
}

/** Ten times the spans should take ten times as long; caches and the garbage collector make it somewhat more. */
function linearity(sizes: readonly Figures[]): readonly Measurement[] {
  const [, middle, large] = sizes;
  if (!middle || !large) return [];
  return [
    {
      what: "  time per span, 100,000 spans against 10,000",
      value: large.engineMs / large.spans / (middle.engineMs / middle.spans),
      unit: "×",
      budget: 2,
    },
  ];
}

/** The last line that the script prints is its figures. */
function figuresOf(output: string): readonly Figures[] {
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as readonly Figures[];
}
