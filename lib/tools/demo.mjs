import { requireNode } from "./require-node.mjs";

requireNode();
const { runMain } = await import("./user-error.mjs");
const { runDemo } = await import("./demo/run-demo.mjs");

await runMain(() => runDemo(process.argv.slice(2)));
