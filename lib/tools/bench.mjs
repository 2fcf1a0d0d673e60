import { requireNode } from "./require-node.mjs";

requireNode();
const { runOnBuild } = await import("./run-on-build.mjs");

// `npm run bench -- NAME…` runs those named only.
await runOnBuild("lib/tools/bench/run.ts", () => true);
