import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { root } from "./root.mjs";

/** What ends up in the production build. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "docs/iam-policy.json",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.js",
  "proxy.ts",
  "package-lock.json",
  "tsconfig.json",
  ".postcssrc.json",
];
const elsewhere = /^lib\/(sandbox|testing|tools)\/|\.test\.tsx?$/;

/** @param {string} path a file or a folder */
async function pathsUnder(path) {
  const below = await readdir(`${root}${path}`, { recursive: true }).catch(() => null);
  return below === null ? [path] : below.map((name) => `${path}/${name.replaceAll("\\", "/")}`);
}

/** A digest that changes when a rebuild would give another result. */
export async function sourceHash() {
  const paths = (await Promise.all(sources.map(pathsUnder))).flat().filter((path) => !elsewhere.test(path));
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.sort()) {
    // A folder has no content: its name counts.
    const content = await readFile(`${root}${path}`).catch(() => "");
    hash.update(`\0${path}\0`).update(content);
  }
  return hash.digest("hex");
}
