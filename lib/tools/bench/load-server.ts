import { readFile } from "node:fs/promises";
import { slopeOf } from "@/lib/tools/bench/load-tally";
import { residentMb } from "@/lib/tools/fuzz/server-log";

const EVERY_MS = 15_000;
const PROBE_MS = 500;

export interface ServerWatch {
  /** Resident memory every 15 seconds, megabytes. */
  readonly memoryMb: readonly number[];
  /** Of the last half, megabytes a minute. */
  readonly growthMbPerMinute: number;
  /** Processor time of the server, of one core. */
  readonly cpuShare: number;
  /** What a request that needs nothing waited: how long the server was busy with one thing. */
  readonly probeMs: readonly number[];
}

/** Watches the app's process until `stop`. Linux only: elsewhere there are no figures. */
export function watchServer(appUrl: string, pid: number): { readonly stop: () => Promise<ServerWatch> } {
  const samples: { at: number; value: number }[] = [];
  const probeMs: number[] = [];
  const started = performance.now();
  const cpuStart = cpuSeconds(pid);
  const sample = async () => {
    const mb = await residentMb(pid);
    if (mb !== null) samples.push({ at: (performance.now() - started) / 60_000, value: mb });
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
      return {
        memoryMb: samples.map(({ value }) => value),
        growthMbPerMinute: slopeOf(samples.slice(Math.floor(samples.length / 2))),
        cpuShare: ((await cpuSeconds(pid)) - (await cpuStart)) / seconds,
        probeMs,
      };
    },
  };
}

/** User and system time of a process; clock ticks are a hundredth of a second on Linux. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
