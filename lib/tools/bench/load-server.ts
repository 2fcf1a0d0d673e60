import { readFile } from "node:fs/promises";
import { MINUTE_MS } from "@/lib/base/time";
import { slopeOf } from "@/lib/tools/bench/load-tally";
import { residentMb } from "@/lib/tools/fuzz/server-log";

const EVERY_MS = 15_000;
const PROBE_MS = 500;

export interface ServerWatch {
  /** Resident memory every 15 seconds, megabytes. */
  readonly memoryMb: readonly number[];
  /** What the heap held after each full collection, megabytes. */
  readonly inUseMb: readonly number[];
  /** Of that in the last half of the time, megabytes a minute. */
  readonly growthMbPerMinute: number;
  /** Processor time of the server, of one core. */
  readonly cpuShare: number;
  /** What a request that needs nothing waited: how long the server was busy with one thing. */
  readonly probeMs: readonly number[];
}

/**
 * Watches the app's process until `stop`. Linux only: elsewhere there are no figures.
 * @param heapFile what `tell-heap.mjs` writes
 */
export function watchServer(
  appUrl: string,
  pid: number,
  heapFile: string,
): { readonly stop: () => Promise<ServerWatch> } {
  const memoryMb: number[] = [];
  const probeMs: number[] = [];
  const started = performance.now();
  const startedMs = Date.now();
  const cpuStart = cpuSeconds(pid);
  const sample = async () => {
    const mb = await residentMb(pid);
    if (mb !== null) memoryMb.push(mb);
  };
  const probe = async () => {
    const asked = performance.now();
    await fetch(`${appUrl}/api/health`).then((response) => response.arrayBuffer());
    probeMs.push(performance.now() - asked);
  };
  const timers = [
    setInterval(() => void sample(), EVERY_MS),
    setInterval(() => void probe().catch(() => probeMs.push(Number.POSITIVE_INFINITY)), PROBE_MS),
  ];
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await sample();
      const seconds = (performance.now() - started) / 1_000;
      const inUse = (await readHeap(heapFile)).filter(({ atMs }) => atMs >= startedMs);
      const middleMs = (startedMs + Date.now()) / 2;
      return {
        memoryMb,
        inUseMb: inUse.map(({ mb }) => mb),
        growthMbPerMinute: slopeOf(
          inUse
            .filter(({ atMs }) => atMs >= middleMs)
            .map(({ atMs, mb }) => ({ at: atMs / MINUTE_MS, value: mb })),
        ),
        cpuShare: ((await cpuSeconds(pid)) - (await cpuStart)) / seconds,
        probeMs,
      };
    },
  };
}

/** A server that never collected wrote nothing. */
async function readHeap(path: string): Promise<readonly { readonly atMs: number; readonly mb: number }[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [atMs = Number.NaN, bytes = Number.NaN] = line.split(" ").map(Number);
      return { atMs, mb: bytes / 1024 / 1024 };
    });
}

/** User and system time of a process; clock ticks are a hundredth of a second on Linux. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
