import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { runAllChecks } = await import("./checks/run-all-checks.mjs");

await runMain(() => runAllChecks(process.argv.slice(2)));
