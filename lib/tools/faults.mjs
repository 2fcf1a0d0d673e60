import { requireNode } from "./require-node.mjs";

requireNode();
const { runOnBuild } = await import("./run-on-build.mjs");

// `npm run faults -- --help`
await runOnBuild(
  "lib/tools/fault-matrix/run.ts",
  (args) => !args.includes("--build") && !args.includes("--help"),
);
