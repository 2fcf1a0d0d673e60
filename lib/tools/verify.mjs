import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { runQuickChecks } = await import("./checks/run-quick-checks.mjs");

await runMain(runQuickChecks);
