import { readFile } from "node:fs/promises";
import type { Benchmark } from "@/lib/tools/bench/benchmark";
import { yardstickMs } from "@/lib/tools/bench/yardstick";
import { startWorld } from "@/lib/tools/local-account";

/** From the command to the first answer: 24 hours at 20 requests a second, both regions. */
export const sandboxStart: Benchmark = {
  name: "sandbox-start",
  measure: async () => {
    const yardstick = yardstickMs();
    const started = performance.now();
    const world = await startWorld(["--hours", "24", "--rps", "20", "--quotas", "off"]);
    const elapsedMs = performance.now() - started;
    const memoryMb = await residentMb(world.pid);
    await world.stop();
    return [
      { what: "sandbox start, 24 h × 20 requests/s", value: elapsedMs / 1000, unit: "s" },
      { what: "  against the integer yardstick", value: elapsedMs / yardstick, unit: "×" },
      ...(memoryMb === null ? [] : [{ what: "  memory of its process", value: memoryMb, unit: "MB" }]),
    ];
  },
};

/** Linux only. */
async function residentMb(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1024;
}
