import { spawn } from "node:child_process";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";
import { readLogEvents } from "@/lib/tools/raw-log-events";

const LATENCY_MS = 100;
const WANTED = 50_000;
const group = "/aws/lambda/orders-api";
const nowMs = Date.UTC(2026, 0, 15, 12);
const PROBE_MS = 30 * 60_000;

/**
 * 50,000 log events of one busy function over an endpoint with 100 ms per call and AWS's quotas: `/api/logs` against
 * `aws logs filter-log-events` with its own paging, the same window, the same endpoint.
 */
export const logFetch: Benchmark = {
  name: "log-fetch",
  measure: async () => {
    const world = await startWorld([
      ...["--latency-ms", String(LATENCY_MS), "--quotas", "on", "--hours", "6", "--rps", "12"],
    ]);
    try {
      const fromMs = await windowStart(world.url);
      const app = await startBuiltApp(world.url);
      try {
        const ours = await readApp(app.url, fromMs);
        const theirs = await readWithCli(world.url, fromMs);
        const plain = await readPlainly(world.url, fromMs);
        return [...ours, ...theirs.measurements, ...plain, ...compared(ours, theirs.elapsedS)];
      } finally {
        await app.stop();
      }
    } finally {
      await world.stop();
    }
  },
};

/** Where a window that ends now must begin to hold about 50,000 events: as dense as its last half hour. */
async function windowStart(worldUrl: string): Promise<number> {
  const probe = await readLogEvents(worldUrl, { group, fromMs: nowMs - PROBE_MS, toMs: nowMs });
  const perEvent = PROBE_MS / Math.max(1, probe.length);
  return Math.floor((nowMs - WANTED * perEvent) / 60_000) * 60_000;
}

async function readApp(appUrl: string, fromMs: number): Promise<Measurement[]> {
  // The first request of a process also compiles and looks around; it is not what is measured.
  await fetch(`${appUrl}/api/overview`).then((answer) => answer.arrayBuffer());
  const url = `${appUrl}/api/logs?src=group:${group}&from=${fromMs}&to=${nowMs}`;
  const started = performance.now();
  const answer = await fetch(url, { headers: { accept: "application/x-ndjson" } });
  let firstLineMs = Number.NaN;
  let text = "";
  let events = 0;
  let calls = 0;
  const decoder = new TextDecoder();
  for (const reader = answer.body?.getReader(); ; ) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) break;
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const message = JSON.parse(line);
      if (message.type === "events" && Number.isNaN(firstLineMs)) firstLineMs = performance.now() - started;
      if (message.type === "events") events += message.events.length;
      if (message.type === "done") calls = message.awsCalls;
    }
  }
  const elapsedMs = performance.now() - started;
  return [
    { what: "events read by /api/logs", value: events, unit: "" },
    { what: "  calls of AWS", value: calls, unit: "" },
    { what: "  time to the first line", value: firstLineMs / 1000, unit: "s", budget: 1 },
    { what: "  time to the last", value: elapsedMs / 1000, unit: "s" },
  ];
}

async function readWithCli(
  worldUrl: string,
  fromMs: number,
): Promise<{ readonly measurements: readonly Measurement[]; readonly elapsedS: number | null }> {
  const started = performance.now();
  const output = await run("aws", [
    ...["logs", "filter-log-events", "--log-group-name", group, "--start-time", String(fromMs)],
    ...["--end-time", String(nowMs - 1), "--endpoint-url", worldUrl, "--region", "us-east-1"],
    ...["--output", "json", "--query", "events[].eventId"],
  ]);
  if (output === null) return { measurements: [], elapsedS: null };
  const elapsedS = (performance.now() - started) / 1000;
  const events = output.split('"').filter((part) => /^\d{20,}$/.test(part)).length;
  return {
    elapsedS,
    measurements: [
      { what: "events read by aws logs filter-log-events", value: events, unit: "" },
      { what: "  time to the last", value: elapsedS, unit: "s" },
    ],
  };
}

/** A floor for whoever reads page after page: no SDK, no program to start. The endpoint is warm by now. */
async function readPlainly(worldUrl: string, fromMs: number): Promise<readonly Measurement[]> {
  const started = performance.now();
  await readLogEvents(worldUrl, { group, fromMs, toMs: nowMs });
  return [
    { what: "the same page after page by fetch", value: (performance.now() - started) / 1000, unit: "s" },
  ];
}

function compared(ours: readonly Measurement[], cliS: number | null): readonly Measurement[] {
  const mine = ours.at(-1)?.value ?? Number.NaN;
  return cliS === null
    ? []
    : [{ what: "aws against /api/logs", value: cliS / mine, unit: "×", budget: 1, atLeast: true }];
}

/** null when the program is not installed. */
function run(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "test" };
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? resolve(null) : reject(error),
    );
    child.on("close", (code) =>
      code === 0
        ? resolve(Buffer.concat(chunks).toString())
        : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}
