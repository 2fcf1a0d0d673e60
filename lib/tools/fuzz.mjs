import { requireNode } from "./require-node.mjs";

requireNode();
const { runOnBuild } = await import("./run-on-build.mjs");

// `npm run fuzz -- --seed 1 --requests 10000`; with `--app URL --sandbox URL` nothing is built or started.
await runOnBuild("lib/tools/fuzz/run.ts", (args) => !args.includes("--app"));
