import { readFile } from "node:fs/promises";
import { requireDisk } from "./free-disk.mjs";
import { root } from "./root.mjs";
import { runShown } from "./run-command.mjs";
import { UserError } from "./user-error.mjs";

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Compares package-lock.json with the record that npm writes into node_modules when an installation has completed.
 * Optional packages are left out: those of other platforms are never installed.
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 * @returns {string | null} why an installation is needed, or null
 */
export function staleReason(wanted, installed) {
  for (const [path, { version, optional, link }] of Object.entries(wanted.packages ?? {})) {
    if (path === "" || optional === true || link === true) continue;
    const present = installed.packages?.[path];
    const name = path.replace(/^.*node_modules\//, "");
    if (present === undefined) return `${name} is not installed`;
    if (present.version !== version) return `${name} is ${present.version}, wanted ${version}`;
  }
  return null;
}

/**
 * @param {string} path
 * @returns {Promise<Lockfile | null>} null when there is none or it is cut off
 */
async function readLockfile(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Installs what package-lock.json says unless node_modules already is that. Not with `npm ci`: it refuses a lockfile
 * that was written where the registry lacked the optional packages of other platforms, and `npm install --no-save` takes
 * the same versions and writes neither package.json nor the lockfile.
 */
export async function ensureInstalled() {
  const wanted = await readLockfile(`${root}package-lock.json`);
  if (wanted === null) throw new UserError("package-lock.json is missing or damaged: restore it from git.");
  const installed = await readLockfile(`${root}node_modules/.package-lock.json`);
  const reason = installed === null ? "first run" : staleReason(wanted, installed);
  if (reason === null) return;

  await requireDisk(1_200, "the dependencies");
  console.log(`Installing dependencies (${reason}) with npm install …`);
  // Under `npm run` npm says where it is; else the one on the PATH.
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  const code = await runShown(
    npm[0] ?? "npm",
    [...npm.slice(1), "install", "--no-save", "--no-audit", "--no-fund"],
    {
      ...process.env,
      NODE_ENV: undefined,
      npm_config_production: undefined,
      npm_config_omit: undefined,
    },
  );
  if (code !== 0) {
    throw new UserError(
      `npm install failed with code ${code}: see above. It needs the package registry (npm config get registry) within reach.`,
    );
  }
}
