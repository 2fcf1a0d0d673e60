import { spawnSync } from "node:child_process";
import { createLogBook } from "@/lib/logs/log-book";
import type { LogEvent, LogSource } from "@/lib/model/log";
import { eventPages } from "@/lib/tools/bench/log-engine-events";
import { naiveEngine } from "@/lib/tools/bench/log-engine-naive";

/**
 * Measures in a process of its own, with `--expose-gc`; prints one JSON object with milliseconds and bytes per event.
 * The milliseconds are the processor's, of all threads together: what others do on the machine hardly changes them, and
 * a garbage collector that works beside the engine counts.
 */

const plan = { events: Number(process.argv[2] ?? 1_000_000), streams: 500, pageSize: 10_000 };
const ROUNDS = 5;

const source = (name: string): LogSource => ({
  key: `fn:${name}`,
  kind: "function",
  label: name,
  group: `/aws/lambda/${name}`,
  functionName: name,
  accessLogFormat: null,
});
const sources = [source("orders"), source("payments")];

const texts = eventPages(plan);
const pages = texts.map(readPage);
const messageBytes = pages.reduce(
  (sum, page) => sum + page.reduce((bytes, { message }) => bytes + Buffer.byteLength(message), 0),
  0,
);
// Flat strings, as a reader of answers leaves them: the first look at a text must not count for whoever comes first.
for (const page of pages) for (const event of page) if (event.stream.charCodeAt(0) < 0) throw new Error();

// The three take turns, so that a busy moment of the machine hits all of them.
let engineMs = Number.POSITIVE_INFINITY;
let naiveMs = Number.POSITIVE_INFINITY;
let parseMs = Number.POSITIVE_INFINITY;
for (let round = 0; round < ROUNDS; round++) {
  engineMs = Math.min(engineMs, timed(engine));
  naiveMs = Math.min(
    naiveMs,
    timed(() => naiveEngine(pages)),
  );
  parseMs = Math.min(
    parseMs,
    timed(() => texts.map(readPage)),
  );
}
const before = memoryUsed();
const book = engine();
const engineBytes = (memoryUsed() - before) / plan.events;
const invocations = book.invocations().length;
const agreed = invocations === naiveEngine(pages).size;

process.stdout.write(
  JSON.stringify({
    events: plan.events,
    messageBytes: messageBytes / plan.events,
    parseMs,
    engineMs,
    naiveMs,
    engineBytes,
    invocations,
    agreed,
    sortMs: sortMs(),
  }),
);

function engine() {
  const made = createLogBook(sources);
  for (const page of pages) made.add(page, "fn:orders");
  made.lines();
  made.invocations();
  return made;
}

function readPage(text: string): LogEvent[] {
  return eventsOf(JSON.parse(text));
}

/** The pages of `eventPages` are arrays of events. */
function eventsOf(value: unknown): LogEvent[] {
  return value as LogEvent[];
}

function timed(run: () => unknown): number {
  collect();
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function memoryUsed(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collect(): void {
  globalThis.gc?.();
}

/** `sort` over lines of `time TAB message`, one thread, by the clock; null where there is none. */
function sortMs(): number | null {
  const input = pages
    .flatMap((page) =>
      page.map(({ timestampMs, message }) => `${timestampMs}\t${message.replaceAll("\n", " ")}\n`),
    )
    .join("");
  const started = performance.now();
  const { status } = spawnSync("sort", ["--parallel=1", "-S", "1G", "-k1,1n", "-s", "-o", "/dev/null"], {
    input,
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 1,
  });
  return status === 0 ? performance.now() - started : null;
}
