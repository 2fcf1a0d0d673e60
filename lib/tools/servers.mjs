import { devNull } from "node:os";
import { startChild } from "./child-processes.mjs";
import { root } from "./root.mjs";
import { binary } from "./run-command.mjs";

/** Starting the two servers: the sandbox, and the app in production or development mode. */

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const preload = ["--import", new URL("exit-with-parent.mjs", import.meta.url).href];

/**
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, logFd?: number | undefined }} options
 */
function startServer(args, { env, quiet, logFd }) {
  return startChild(process.execPath, [...preload, ...args], {
    env: env ?? process.env,
    stdio: ["ignore", logFd ?? (quiet ? "ignore" : "inherit"), logFd ?? "inherit", "ipc"],
  });
}

/**
 * @param {number} port
 * @param {readonly string[]} options as the sandbox's command line takes them
 * @param {{ quiet?: boolean }} [how] quiet: its ordinary output is dropped, its errors are shown
 * @returns {ChildProcess}
 */
export function startSandbox(port, options, how = {}) {
  const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
  return startServer(["--import", tsx, `${root}lib/sandbox/cli.ts`, "--port", String(port), ...options], how);
}

/**
 * @param {"start" | "dev"} mode
 * @param {number} port
 * @param {{ host?: string, env?: Record<string, string | undefined>, quiet?: boolean, logFd?: number | undefined }} [how]
 *   logFd: an open file that takes all its output
 * @returns {ChildProcess}
 */
export function startApp(mode, port, { host = "127.0.0.1", ...how } = {}) {
  const limits = mode === "start" ? heapLimit(how.env ?? process.env) : [];
  return startServer([...limits, binary("next"), mode, "-p", String(port), "-H", host], how);
}

/** Megabytes: what 200 readers at once need without the cache, half as much again. */
const HEAP_MB = 288;
const CACHE_MB = 64;

/**
 * Node fits its heap to the machine: on one with much memory it lets garbage pile up to twice what is in use. In the end
 * that costs no less time, only memory. Whoever sets a limit of their own keeps it.
 * @param {Record<string, string | undefined>} env
 * @returns {readonly string[]}
 */
export function heapLimit(env) {
  if (/--max[-_](old[-_]space|heap)[-_]size/.test(env.NODE_OPTIONS ?? "")) return [];
  // What the settings allow is checked by the app itself.
  const cacheMb = Math.min(4_096, Math.max(1, Number(env.LAMBDASCOPE_CACHE_MB) || CACHE_MB));
  return [`--max-old-space-size=${Math.ceil(HEAP_MB + 1.5 * cacheMb)}`];
}

/**
 * The environment of an app that talks to the sandbox, and to nothing else: what the user's own account sets is taken
 * out, and the credential files are pointed at nothing.
 * @param {string} sandboxUrl
 * @param {readonly string[]} regions
 * @param {Record<string, string | undefined>} [base]
 */
export function sandboxEnvironment(sandboxUrl, regions, base = process.env) {
  const own = Object.fromEntries(Object.entries(base).filter(([name]) => !name.startsWith("AWS_")));
  return {
    ...own,
    AWS_ENDPOINT_URL: sandboxUrl,
    AWS_REGION: regions[0],
    AWS_ACCESS_KEY_ID: "sandbox",
    AWS_SECRET_ACCESS_KEY: "sandbox",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    LAMBDASCOPE_REGIONS: regions.join(","),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
