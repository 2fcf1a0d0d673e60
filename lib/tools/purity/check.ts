import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findViolations } from "@/lib/tools/purity/find-violations";

/** Prints each violation under app/, components/ and lib/ as `path:line message`; exit code 1 when there is one. */

const root = fileURLToPath(new URL("../../../", import.meta.url));
const paths = ["app", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  )
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path))
  .sort();

const violations = paths.flatMap((path) => findViolations(path, readFileSync(`${root}${path}`, "utf8")));
for (const { path, line, message } of violations) console.error(`${path}:${line} ${message}`);
if (violations.length > 0) process.exitCode = 1;
