import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { stopAllChildren, stopChildrenOnSignals } = await import("./child-processes.mjs");
const { ensureInstalled } = await import("./install.mjs");
const { ensureBuilt } = await import("./production-build.mjs");
const { runShown } = await import("./run-command.mjs");

// `npm run fuzz -- --seed 1 --requests 10000`; with `--app URL --sandbox URL` nothing is built or started.
await runMain(async () => {
  stopChildrenOnSignals();
  const args = process.argv.slice(2);
  try {
    await ensureInstalled();
    if (!args.includes("--app")) await ensureBuilt();
    const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
    return await runShown(process.execPath, ["--import", tsx, "lib/tools/fuzz/run.ts", ...args]);
  } finally {
    await stopAllChildren();
  }
});
