import { exitOf, startChild } from "./child-processes.mjs";
import { root } from "./root.mjs";

/**
 * Runs to the end, its output shown as it comes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<number>} exit code
 */
export function runShown(command, args, env) {
  return exitOf(startChild(command, args, { env: env ?? process.env }));
}

/**
 * Runs to the end, its output kept for the caller to show if it matters.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<{ code: number, output: string }>} output: stdout and stderr as they came
 */
export async function runQuiet(command, args, env) {
  const child = startChild(command, args, { env: env ?? process.env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  /** @param {Buffer} chunk */
  const keep = (chunk) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.once("error", (error) => {
    output += `${error.message}\n`;
  });
  const code = await exitOf(child);
  return { code, output };
}

/**
 * The path of an installed package's command, run as `process.execPath <path>`: no shell, no `.cmd` shims, one process.
 * @param {keyof typeof binaries} name
 */
export function binary(name) {
  return `${root}node_modules/${binaries[name]}`;
}

const binaries = {
  biome: "@biomejs/biome/bin/biome",
  depcruise: "dependency-cruiser/bin/dependency-cruise.mjs",
  next: "next/dist/bin/next",
  playwright: "@playwright/test/cli.js",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
};
