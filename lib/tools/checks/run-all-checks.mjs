import { parseArgs } from "node:util";
import { stopAllChildren, stopChildrenOnSignals } from "../child-processes.mjs";
import { ensureInstalled } from "../install.mjs";
import { UserError } from "../user-error.mjs";
import { runBrowserTests } from "./browser-tests.mjs";
import { buildCheck, faultsCheck, quickChecks } from "./commands.mjs";
import { failureLines, summaryLine } from "./reports.mjs";
import { runCheck, runChecks } from "./run-check.mjs";
import { runUnitTests } from "./unit-tests.mjs";

const names = [...quickChecks.map(({ name }) => name), "unit", "build", "browser", "faults"];

const help = `Usage: npm test -- [--only NAME[,NAME…]]

Suites, in order: ${names.join(", ")}. The last line says how many passed and failed over all of them.`;

/**
 * `npm test`: every suite, also after a failure, except that browser tests need a build.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runAllChecks(args) {
  const { only, showHelp } = parseOptions(args);
  if (showHelp) {
    console.log(help);
    return 0;
  }
  stopChildrenOnSignals();
  await ensureInstalled();

  /** @type {import("./run-check.mjs").Tally[]} */
  const tallies = [];
  const wanted = (/** @type {string} */ name) => only === null || only.includes(name);
  try {
    tallies.push(...(await runChecks(quickChecks.filter(({ name }) => wanted(name)))));
    if (wanted("unit")) tallies.push(await runSuite("unit", () => runUnitTests()));
    const build =
      wanted("build") || wanted("browser") || wanted("faults")
        ? await runSuite("build", () => runCheck(buildCheck))
        : null;
    if (build !== null) tallies.push(build);
    if (wanted("browser")) {
      if (build?.failed === 0) tallies.push(await runSuite("browser", runBrowserTests));
      else console.log("- browser   not run: there is no build to run them on");
    }
    if (wanted("faults")) {
      if (build?.failed === 0) tallies.push(await runSuite("faults", () => runCheck(faultsCheck)));
      else console.log("- faults    not run: there is no build to run it on");
    }
  } finally {
    await stopAllChildren();
  }
  const failed = failureLines(tallies);
  if (failed.length > 0) console.log(`\n${failed.join("\n")}`);
  console.log(`\n${summaryLine(tallies)}`);
  return tallies.every(({ failed }) => failed === 0) ? 0 : 1;
}

/**
 * A suite that cannot even run counts as one failure, and the summary still comes.
 * @param {string} name
 * @param {() => Promise<import("./run-check.mjs").Tally>} body
 */
async function runSuite(name, body) {
  console.log(`… ${name}`);
  try {
    return await body();
  } catch (error) {
    const message = error instanceof UserError ? error.message : String(error);
    console.log(`✗ ${name}   ${message}`);
    return { name, passed: 0, failed: 1, skipped: 0, failures: [message] };
  }
}

/** @param {readonly string[]} args */
function parseOptions(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    const only = values.only?.split(",") ?? null;
    const unknown = only?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no suite "${unknown}".`);
    return { only, showHelp: values.help ?? false };
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}
