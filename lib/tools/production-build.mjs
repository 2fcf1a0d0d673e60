import { readFile, rm, writeFile } from "node:fs/promises";
import { requireDisk } from "./free-disk.mjs";
import { root } from "./root.mjs";
import { binary, runShown } from "./run-command.mjs";
import { sourceHash } from "./source-hash.mjs";
import { UserError } from "./user-error.mjs";

const distDir = process.env.NEXT_DIST_DIR ?? ".next";
/** Written last, so an interrupted build has none. */
const stampPath = `${root}${distDir}/lambdascope-sources`;

/** @returns {Promise<boolean>} whether there is a build of the sources as they are now */
export async function isBuilt() {
  const [stamp, hash] = await Promise.all([readFile(stampPath, "utf8").catch(() => ""), sourceHash()]);
  return stamp === hash;
}

export async function build() {
  await requireDisk(400, "the production build");
  await rm(stampPath, { force: true });
  const hash = await sourceHash();
  const env = { ...process.env, LAMBDASCOPE_BUILD: hash };
  const code = await runShown(process.execPath, [binary("next"), "build"], env);
  if (code !== 0) throw new UserError(`The production build failed with code ${code}: see above.`);
  await writeFile(stampPath, hash);
}

/** @param {string} [notice] printed before a build starts */
export async function ensureBuilt(notice = "Building the app …") {
  if (await isBuilt()) return;
  console.log(notice);
  await build();
}
