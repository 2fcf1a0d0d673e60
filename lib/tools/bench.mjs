import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { stopAllChildren, stopChildrenOnSignals } = await import("./child-processes.mjs");
const { ensureInstalled } = await import("./install.mjs");
const { ensureBuilt } = await import("./production-build.mjs");
const { runShown } = await import("./run-command.mjs");

// `npm run bench -- NAME…` runs those named only.
await runMain(async () => {
  stopChildrenOnSignals();
  try {
    await ensureInstalled();
    await ensureBuilt();
    const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
    return await runShown(process.execPath, [
      "--import",
      tsx,
      "lib/tools/bench/run.ts",
      ...process.argv.slice(2),
    ]);
  } finally {
    await stopAllChildren();
  }
});
