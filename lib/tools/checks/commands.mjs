import { root } from "../root.mjs";
import { binary } from "../run-command.mjs";

/**
 * The checks that are one or more commands: each passes or fails as a whole.
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands arguments to `node`, run in order until one fails
 * @property {string} fix what to run or do when it fails
 */

const tsx = ["--import", new URL("../../../node_modules/tsx/dist/loader.mjs", import.meta.url).href];

/** The longest first. @type {readonly Check[]} */
export const quickChecks = [
  {
    name: "types",
    commands: [
      [binary("next"), "typegen"],
      [binary("tsc"), "--noEmit", "--pretty"],
    ],
    fix: "correct the lines named above; npm run types repeats the check",
  },
  {
    name: "format",
    commands: [[binary("biome"), "check", "--linter-enabled=false", "."]],
    fix: "npm run format",
  },
  {
    name: "lint",
    commands: [[binary("biome"), "lint", "--error-on-warnings", "."]],
    fix: "npm run format, then correct by hand what it leaves",
  },
  {
    name: "layers",
    commands: [
      [binary("depcruise"), "--config", ".dependency-cruiser.cjs", "app", "components", "lib", "e2e"],
      [...tsx, `${root}lib/tools/purity/check.ts`],
    ],
    fix: "move the import or the code to the layer it belongs to (docs/architecture.md); npm run layers repeats the check",
  },
];

/** @type {Check} */
export const buildCheck = {
  name: "build",
  commands: [[`${root}lib/tools/build.mjs`]],
  fix: "correct what the build names above; npm run build repeats it",
};

/**
 * A dozen cells of the fault matrix that do not wait, on three views. `npm run faults` tries all of them.
 * @type {Check}
 */
export const faultsCheck = {
  name: "faults",
  commands: [
    [
      ...tsx,
      `${root}lib/tools/fault-matrix/run.ts`,
      ...["--sample", "12", "--views", "overview,keyed-stage,waste", "--views-per-cell", "1"],
      ...["--faults", "throttling,500,reset,access-denied,expired-token,truncated,html,repeat-token,half"],
    ],
  ],
  fix: "tell the failure where the line above says that it is silent; .bench/faults has the answers",
};
