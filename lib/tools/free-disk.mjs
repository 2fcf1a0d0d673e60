import { statfs } from "node:fs/promises";
import { root } from "./root.mjs";
import { UserError } from "./user-error.mjs";

const mb = 1024 * 1024;

/**
 * @param {number} neededMb
 * @param {string} purpose e.g. "the dependencies"
 */
export async function requireDisk(neededMb, purpose) {
  const { bavail, bsize } = await statfs(root);
  const freeMb = Math.floor((bavail * bsize) / mb);
  if (freeMb >= neededMb) return;
  throw new UserError(
    `Not enough disk space: ${purpose} need about ${neededMb} MB, and ${root} has ${freeMb} MB free.\nFree some space and try again.`,
  );
}
