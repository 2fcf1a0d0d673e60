import { mkdir, writeFile } from "node:fs/promises";
import { stopAllChildren, stopChildrenOnSignals } from "@/lib/tools/child-processes.mjs";
import { type Cell, type CellResult, tryCell } from "@/lib/tools/fault-matrix/cell";
import { FaultDesk } from "@/lib/tools/fault-matrix/fault-desk";
import { operationsUsed } from "@/lib/tools/fault-matrix/operations";
import { HELP, type MatrixOptions, parseOptions } from "@/lib/tools/fault-matrix/options";
import { NOT_ASKED, type NotTried, planOf } from "@/lib/tools/fault-matrix/plan";
import { startStage } from "@/lib/tools/fault-matrix/stage";
import { survey } from "@/lib/tools/fault-matrix/survey";
import { root } from "@/lib/tools/root.mjs";

/** Prints each cell, then `operations × faults: survived / tried`, and keeps all in .bench/faults.json. */

/**
 * Twins of one another in the sandbox, each with caches, clients and pace of its own in the app. There are no prices of any
 * of them, so all are charged alike.
 */
const REGIONS = Array.from(
  { length: 48 },
  (_, index) => `us-${letter(Math.floor(index / 8))}${letter(index % 8)}-1`,
);

function letter(index: number): string {
  return "abcdefghijklmnopqrstuvwxyz"[index] ?? "z";
}

stopChildrenOnSignals();
const options = parseOptions(process.argv.slice(2));
if (options === null) {
  console.log(HELP);
} else {
  try {
    await run(options);
  } finally {
    await stopAllChildren();
  }
}

async function run(options: MatrixOptions): Promise<void> {
  const began = performance.now();
  const results: CellResult[] = [];
  const troubles: string[] = [];
  const tried = new Set<string>();
  const notTried = new Map<string, NotTried>();
  // What only an account with Transaction Search asks for is tried in one.
  for (const transactionSearch of [false, true]) {
    // A sample must be quick.
    if (transactionSearch && options.sample > 0) continue;
    if (transactionSearch && ![...notTried.values()].some(onlyTransactionSearch)) continue;
    const stage = await startStage({ regions: REGIONS, build: options.build, transactionSearch });
    const surveyed = await survey(stage, REGIONS, options.views).finally(stage.stop);
    const plan = planOf(operationsUsed(), surveyed, options);
    const fresh = plan.cells.filter(({ operation, fault }) => !tried.has(keyOf(operation, fault.name)));
    const chosen = transactionSearch
      ? fresh.filter(({ operation, fault }) => notTried.has(keyOf(operation, fault.name)))
      : fresh;
    for (const cell of chosen) tried.add(keyOf(cell.operation, cell.fault.name));
    for (const one of plan.notTried) notTried.set(`${one.operation} ${one.fault}`, one);
    console.log(
      `${surveyed.length} views, ${chosen.length} cells${transactionSearch ? " of Transaction Search" : ""}`,
    );
    for (const chunk of chunksOf(chosen)) {
      const done = await tryChunk(chunk, options, transactionSearch, troubles);
      results.push(...done);
    }
  }
  for (const result of results) notTried.delete(`${result.operation} ${result.fault}`);
  report(results, [...notTried.values()], troubles, (performance.now() - began) / 60_000);
  await mkdir(`${root}.bench`, { recursive: true });
  await writeFile(
    `${root}.bench/faults.json`,
    `${JSON.stringify({ results, notTried: [...notTried.values()], troubles }, null, 2)}\n`,
  );
  if (troubles.length > 0 || results.some(({ survived }) => !survived)) process.exitCode = 1;
}

/** Reading any trace by its id is of use there only. */
function onlyTransactionSearch({ operation, reason }: NotTried): boolean {
  return reason === NOT_ASKED && operation.startsWith("xray.");
}

function keyOf({ service, operation }: Cell["operation"], fault: string): string {
  return `${service}.${operation} ${fault}`;
}

/** As many cells as there are regions; those that wait apart from those that work, and those that turn the clock. */
function chunksOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const kindOf = ({ fault }: Cell) => (fault.name === "clock-skew" ? 2 : fault.slow ? 1 : 0);
  return [0, 1, 2].flatMap((kind) => {
    const same = cells.filter((cell) => kindOf(cell) === kind);
    return Array.from({ length: Math.ceil(same.length / REGIONS.length) }, (_, index) =>
      same.slice(index * REGIONS.length, (index + 1) * REGIONS.length),
    );
  });
}

async function tryChunk(
  cells: readonly Cell[],
  { jobs, build }: MatrixOptions,
  transactionSearch: boolean,
  troubles: string[],
): Promise<readonly CellResult[]> {
  const stage = await startStage({ regions: REGIONS.slice(0, cells.length), build, transactionSearch });
  const desk = new FaultDesk(stage.sandboxUrl);
  const results: CellResult[] = [];
  const queue = cells.map((cell, index) => ({ cell, region: REGIONS[index] ?? "" }));
  const waiting = cells.every(({ fault }) => fault.slow);
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const result = await tryCell(next.cell, { appUrl: stage.appUrl, region: next.region, desk });
      results.push(result);
      print(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: waiting ? jobs * 10 : jobs }, worker));
  } finally {
    await stage.stop();
  }
  const lines = stage.log().split("\n");
  const words = lines.filter((line) => /unhandled|uncaught|TypeError|RangeError|⨯|MaxListeners/i.test(line));
  if (words.length > 0) {
    const first = `${cells[0]?.operation.operation} ${cells[0]?.fault.name}`;
    troubles.push(`the app's console, beside ${first} …: ${[...new Set(words)].slice(0, 5).join(" | ")}`);
    console.log(troubles.at(-1));
  }
  return results;
}

function print({ operation, fault, survived, slowestMs, views }: CellResult): void {
  const seconds = (slowestMs / 1000).toFixed(1).padStart(5);
  console.log(`${survived ? "ok  " : "FAIL"} ${seconds} s  ${operation} × ${fault}`);
  for (const { view, ok, reason } of views) if (!ok) console.log(`       ${view}: ${reason}`);
}

function report(
  results: readonly CellResult[],
  notTried: readonly NotTried[],
  troubles: readonly string[],
  minutes: number,
): void {
  const why = new Map<string, string[]>();
  for (const { operation, fault, reason } of notTried) {
    why.set(reason, [...(why.get(reason) ?? []), `${operation} × ${fault}`]);
  }
  console.log("");
  for (const [reason, cells] of why) {
    const operations = [...new Set(cells.map((cell) => cell.split(" × ")[0]))];
    console.log(`not tried, ${reason}: ${cells.length} cells of ${operations.join(", ")}`);
  }
  const failed = results.filter(({ survived }) => !survived);
  for (const { operation, fault, views } of failed) {
    const reasons = views.filter(({ ok }) => !ok).map(({ view, reason }) => `${view}: ${reason}`);
    console.log(`did not survive: ${operation} × ${fault}: ${reasons.join(" | ")}`);
  }
  for (const trouble of troubles) console.log(trouble);
  const slowest = Math.max(0, ...results.map(({ slowestMs }) => slowestMs)) / 1000;
  console.log(`slowest answer ${slowest.toFixed(1)} s, ${minutes.toFixed(1)} minutes`);
  console.log(`operations × faults: ${results.length - failed.length} / ${results.length}`);
}
