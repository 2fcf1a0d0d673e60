import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { exitOf, startChild, stopChild } from "@/lib/tools/child-processes.mjs";

/** A process that prints the id of a child of its own and then waits, as that child does. */
const family = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

async function firstLine(child: ReturnType<typeof startChild>): Promise<string> {
  for await (const chunk of child.stdout ?? []) return String(chunk).trim();
  return "";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) await sleep(20);
  return !isAlive(pid);
}

describe("stopChild", () => {
  it("stops a process and those that it started", async () => {
    const child = startChild(process.execPath, ["-e", family], { stdio: ["ignore", "pipe", "inherit"] });
    const grandchild = Number(await firstLine(child));
    expect(isAlive(grandchild)).toBe(true);
    await stopChild(child);
    expect(child.signalCode).toBe("SIGTERM");
    expect(await isGone(grandchild)).toBe(true);
  });

  it("insists when a process ignores the request", async () => {
    const stubborn = `process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000);`;
    const child = startChild(process.execPath, ["-e", stubborn], { stdio: ["ignore", "pipe", "inherit"] });
    await firstLine(child);
    await stopChild(child, 50);
    expect(child.signalCode).toBe("SIGKILL");
  });

  it("does nothing to a process that has ended", async () => {
    const child = startChild(process.execPath, ["-e", ""]);
    expect(await exitOf(child)).toBe(0);
    await expect(stopChild(child)).resolves.toBeUndefined();
  });
});

describe("exitOf", () => {
  it("gives the exit code, also when asked late", async () => {
    const child = startChild(process.execPath, ["-e", "process.exit(3)"]);
    expect(await exitOf(child)).toBe(3);
    expect(await exitOf(child)).toBe(3);
  });

  it("gives 127 for a command that does not exist", async () => {
    expect(await exitOf(startChild("no-such-command-here", []))).toBe(127);
  });
});
