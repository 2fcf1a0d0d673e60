import { mkdir, writeFile } from "node:fs/promises";
import { type Benchmark, isWithinBudget, type Measurement } from "@/lib/tools/bench/benchmark";
import { firstLoadJavascript } from "@/lib/tools/bench/first-load-javascript";
import { functionPage } from "@/lib/tools/bench/function-page";
import { load } from "@/lib/tools/bench/load";
import { logEngine } from "@/lib/tools/bench/log-engine";
import { logFetch } from "@/lib/tools/bench/log-fetch";
import { logsPage } from "@/lib/tools/bench/logs-page";
import { mapLayout } from "@/lib/tools/bench/map-layout";
import { overviewLoad } from "@/lib/tools/bench/overview-load";
import { requestPage } from "@/lib/tools/bench/request-page";
import { sandboxStart } from "@/lib/tools/bench/sandbox-start";
import { sharedCache } from "@/lib/tools/bench/shared-cache";
import { spikes } from "@/lib/tools/bench/spikes";
import { traceEngine } from "@/lib/tools/bench/trace-engine";
import { tracePage } from "@/lib/tools/bench/trace-page";
import { stopAllChildren, stopChildrenOnSignals } from "@/lib/tools/child-processes.mjs";
import { root } from "@/lib/tools/root.mjs";

/** Runs the benchmarks one after the other, prints the table, and keeps it in .bench/results.json. */

const benchmarks: readonly Benchmark[] = [
  sandboxStart,
  firstLoadJavascript,
  overviewLoad,
  sharedCache,
  functionPage,
  logEngine,
  logFetch,
  logsPage,
  traceEngine,
  tracePage,
  requestPage,
  mapLayout,
  spikes,
  load,
];

stopChildrenOnSignals();
const { wanted, options } = readArguments(process.argv.slice(2));
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}. Known: ${benchmarks.map(({ name }) => name).join(", ")}`,
  );
  process.exit(1);
}

const results: Measurement[] = [];
try {
  for (const { name, measure, byName = false } of benchmarks) {
    if (wanted.length > 0 ? !wanted.includes(name) : byName) continue;
    console.log(`\n${name}`);
    for (const measurement of await measure(options)) {
      results.push(measurement);
      console.log(row(measurement));
    }
  }
} finally {
  await stopAllChildren();
}
await mkdir(`${root}.bench`, { recursive: true });
await writeFile(`${root}.bench/results.json`, `${JSON.stringify(results, null, 2)}\n`);
if (!results.every(isWithinBudget)) process.exitCode = 1;

/** Names, and `--option value` for them. */
function readArguments(args: readonly string[]) {
  const names: string[] = [];
  const given: Record<string, string> = {};
  for (let i = 0; i < args.length; i++) {
    const option = /^--(\w+)$/.exec(args[i] ?? "")?.[1];
    if (option === undefined) names.push(args[i] ?? "");
    else given[option] = args[++i] ?? "";
  }
  return { wanted: names, options: given };
}

function row(measurement: Measurement): string {
  const { what, value, unit, budget, atLeast } = measurement;
  const figure = `${value.toPrecision(3)} ${unit}`;
  const bound = budget === undefined ? "" : `   ${atLeast ? "at least" : "at most"} ${budget} ${unit}`;
  return `  ${what.padEnd(52)}${figure.padStart(12)}${bound}${isWithinBudget(measurement) ? "" : "   OVER BUDGET"}`;
}
