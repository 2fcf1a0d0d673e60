import { fileURLToPath } from "node:url";
import type { Benchmark } from "@/lib/tools/bench/benchmark";
import { runQuiet } from "@/lib/tools/run-command.mjs";

interface Figures {
  readonly events: number;
  readonly messageBytes: number;
  readonly parseMs: number;
  readonly engineMs: number;
  readonly naiveMs: number;
  readonly engineBytes: number;
  readonly agreed: boolean;
  readonly sortMs: number | null;
}

/**
 * 1,000,000 log events of 500 streams, in memory as AWS delivers them: scanned, attributed and merged. Events per second
 * of one core, that is, of the processor's time.
 */
export const logEngine: Benchmark = {
  name: "log-engine",
  measure: async () => {
    const script = fileURLToPath(new URL("log-engine-measure.ts", import.meta.url));
    const tsx = new URL("../../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
    const { code, output } = await runQuiet(process.execPath, [
      "--expose-gc",
      "--max-old-space-size=4096",
      "--import",
      tsx,
      script,
    ]);
    if (code !== 0) throw new Error(`the log engine's measurement failed:\n${output}`);
    const figures = figuresOf(output);
    if (!figures.agreed) throw new Error("the engine and the naive baseline found different requests");
    const perSecond = (ms: number) => figures.events / (ms / 1000);
    return [
      {
        what: "log engine, 1,000,000 events of 500 streams",
        value: perSecond(figures.engineMs),
        unit: "/s",
        budget: 1_000_000,
        atLeast: true,
      },
      { what: "  JSON.parse of the same events", value: perSecond(figures.parseMs), unit: "/s" },
      { what: "  naive engine over the same events", value: perSecond(figures.naiveMs), unit: "/s" },
      {
        what: "  engine against naive engine",
        value: figures.naiveMs / figures.engineMs,
        unit: "×",
        budget: 3,
        atLeast: true,
      },
      ...(figures.sortMs === null
        ? []
        : [
            {
              what: "  sort(1) of the same lines, by the clock",
              value: perSecond(figures.sortMs),
              unit: "/s",
            },
          ]),
      {
        what: "  memory per event, besides the event",
        value: figures.engineBytes,
        unit: "bytes",
        budget: Math.floor(figures.messageBytes),
      },
      { what: "  message bytes per event", value: figures.messageBytes, unit: "bytes" },
    ];
  },
};

/** The last line that the script prints is its figures. */
function figuresOf(output: string): Figures {
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Figures;
}
