import { runQuiet } from "../run-command.mjs";

/**
 * @typedef {object} Tally what a suite came to
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] what failed, a line each, where the suite can tell
 */

/**
 * Runs one check; its output is shown only when it fails.
 * @param {import("./commands.mjs").Check} check
 * @returns {Promise<Tally>}
 */
export async function runCheck({ name, commands, fix }) {
  const started = performance.now();
  for (const args of commands) {
    const { code, output } = await runQuiet(process.execPath, args, {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
    });
    if (code === 0) continue;
    console.log(`\n${output.trimEnd()}\n`);
    console.log(`✗ ${name}   fix: ${fix}`);
    return { name, passed: 0, failed: 1, skipped: 0 };
  }
  console.log(`✓ ${name}   ${seconds(started)}`);
  return { name, passed: 1, failed: 0, skipped: 0 };
}

/**
 * Runs checks two at a time, since each keeps one processor busy; a failure stops none of the others.
 * @param {readonly import("./commands.mjs").Check[]} checks the longest first
 * @returns {Promise<Tally[]>} in the order in which they ended
 */
export async function runChecks(checks) {
  const waiting = [...checks];
  /** @type {Tally[]} */
  const tallies = [];
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      tallies.push(await runCheck(check));
    }
  };
  await Promise.all([lane(), lane()]);
  return tallies;
}

/** @param {number} started a `performance.now()` */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
