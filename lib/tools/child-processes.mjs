import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Every process that a command starts is tracked here and leads a process group of its own, so that one call stops
 * it with all its descendants, and Ctrl-C reaches the command alone, which then stops the rest in order.
 */

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const live = new Set();

const ownGroups = process.platform !== "win32";

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, stdio?: import("node:child_process").StdioOptions }} [options]
 * @returns {ChildProcess}
 */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    detached: ownGroups,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
    env: /** @type {NodeJS.ProcessEnv} */ (options.env ?? process.env),
  });
  live.add(child);
  child.once("exit", () => live.delete(child));
  child.once("error", () => live.delete(child));
  return child;
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} the exit code; 128 when a signal ended it; 127 when it could not be started
 */
export function exitOf(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(128);
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code ?? 128));
    child.once("error", () => resolve(127));
  });
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (ownGroups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Already gone, which is what was wanted.
  }
}

/**
 * Asks the child and its descendants to end, and insists after `graceMs`.
 * @param {ChildProcess} child
 */
export async function stopChild(child, graceMs = 5_000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = exitOf(child);
  signalGroup(child, "SIGTERM");
  const insist = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(insist);
  // The leader may end before those that it started.
  signalGroup(child, "SIGKILL");
}

export async function stopAllChildren() {
  await Promise.all([...live].map((child) => stopChild(child)));
}

/**
 * SIGINT, SIGTERM and SIGHUP stop every child, then end this process the way the shell expects. So does the end of npm:
 * it passes SIGTERM on to the shell between us only, and a shell that ends takes nobody with it.
 */
export function stopChildrenOnSignals() {
  let stopping = false;
  /** @param {number} code */
  const stop = async (code) => {
    if (stopping) return;
    stopping = true;
    await stopAllChildren();
    process.exit(code);
  };
  process.on("SIGINT", () => stop(130));
  process.on("SIGTERM", () => stop(143));
  process.on("SIGHUP", () => stop(129));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(143);
  }, 500).unref();
}
