import { readFile } from "node:fs/promises";

/** What a healthy server never writes, whatever it is asked. */
const alarming =
  /⨯|unhandled|uncaught|\b[A-Za-z]*Error\b|MaxListenersExceeded|out of memory|failed to|warning: (?!nodeversion)/i;
/** Of the tools; and of Next about a form of nobody's, of which there are none here. */
const harmless =
  /NodeVersionSupportWarning|node --trace-warnings|^npm warn|^\{"audit"|Failed to find Server Action/;

/** Lines of the server's log, from `fromByte` on, that tell of a defect. */
export async function alarmingLines(path: string, fromByte: number): Promise<readonly string[]> {
  const text = (await readFile(path)).subarray(fromByte).toString("utf8");
  return text.split("\n").filter((line) => alarming.test(line) && !harmless.test(line));
}

/** Resident memory of a process in megabytes; null where it is gone or the system does not tell. Linux only. */
export async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1024;
}
