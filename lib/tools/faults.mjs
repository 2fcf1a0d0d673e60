import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { stopAllChildren, stopChildrenOnSignals } = await import("./child-processes.mjs");
const { ensureInstalled } = await import("./install.mjs");
const { ensureBuilt } = await import("./production-build.mjs");
const { runShown } = await import("./run-command.mjs");

// `npm run faults -- --help`
await runMain(async () => {
  stopChildrenOnSignals();
  const args = process.argv.slice(2);
  try {
    await ensureInstalled();
    if (!args.includes("--build") && !args.includes("--help")) await ensureBuilt();
    const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
    return await runShown(process.execPath, ["--import", tsx, "lib/tools/fault-matrix/run.ts", ...args]);
  } finally {
    await stopAllChildren();
  }
});
