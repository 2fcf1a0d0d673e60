import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { runStart } = await import("./start/run-start.mjs");

await runMain(() => runStart(process.argv.slice(2)));
