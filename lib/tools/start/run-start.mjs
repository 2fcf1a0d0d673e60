import { exitOf, stopChildrenOnSignals } from "../child-processes.mjs";
import { ensureInstalled } from "../install.mjs";
import { requireFreePort } from "../ports.mjs";
import { ensureBuilt } from "../production-build.mjs";
import { startApp } from "../servers.mjs";
import { waitUntilAnswering } from "../wait-until-answering.mjs";
import { parseStartOptions, startHelp } from "./start-options.mjs";

/**
 * Runs the app on the user's own account until it is interrupted.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runStart(args) {
  const { port, host, help } = parseStartOptions(args);
  if (help) {
    console.log(startHelp);
    return 0;
  }
  stopChildrenOnSignals();
  await requireFreePort(port, "--port", host);
  await ensureInstalled();
  await ensureBuilt();

  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const app = startApp("start", port, {
    host,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    quiet: true,
  });
  await waitUntilAnswering("The app", `${url}/api/health`, app, 60_000);
  console.log(`\nLambdascope is running: ${url}\nCtrl-C stops it.`);
  return exitOf(app);
}
