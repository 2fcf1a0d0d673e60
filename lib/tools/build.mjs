import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { stopChildrenOnSignals } = await import("./child-processes.mjs");
const { ensureInstalled } = await import("./install.mjs");
const { build } = await import("./production-build.mjs");

await runMain(async () => {
  stopChildrenOnSignals();
  await ensureInstalled();
  await build();
  return 0;
});
