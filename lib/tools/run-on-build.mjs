import { stopAllChildren, stopChildrenOnSignals } from "./child-processes.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureBuilt } from "./production-build.mjs";
import { runShown } from "./run-command.mjs";
import { runMain } from "./user-error.mjs";

/**
 * Runs a TypeScript program with this process's arguments, after a build where one is needed; ends this process with its
 * code, and with what it started.
 * @param {string} program path from the root
 * @param {(args: readonly string[]) => boolean} needsBuild
 */
export async function runOnBuild(program, needsBuild) {
  await runMain(async () => {
    stopChildrenOnSignals();
    const args = process.argv.slice(2);
    try {
      await ensureInstalled();
      if (needsBuild(args)) await ensureBuilt();
      const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
      return await runShown(process.execPath, ["--import", tsx, program, ...args]);
    } finally {
      await stopAllChildren();
    }
  });
}
