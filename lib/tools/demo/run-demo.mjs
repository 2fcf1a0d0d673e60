import { exitOf, stopAllChildren, stopChildrenOnSignals } from "../child-processes.mjs";
import { ensureInstalled } from "../install.mjs";
import { requireFreePort } from "../ports.mjs";
import { ensureBuilt } from "../production-build.mjs";
import { sandboxEnvironment, startApp, startSandbox } from "../servers.mjs";
import { UserError } from "../user-error.mjs";
import { waitUntilAnswering } from "../wait-until-answering.mjs";
import { demoHelp, demoQuery, parseDemoOptions } from "./demo-options.mjs";

/**
 * Runs until it is interrupted or one of the two servers ends; then neither is left.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runDemo(args) {
  const options = parseDemoOptions(args);
  if (options.help) {
    console.log(demoHelp);
    return 0;
  }
  stopChildrenOnSignals();
  await requireFreePort(options.port, "--port");
  await requireFreePort(options.sandboxPort, "--sandbox-port");
  try {
    await ensureInstalled();
    return await serve(options);
  } finally {
    await stopAllChildren();
  }
}

/**
 * @param {import("./demo-options.mjs").DemoOptions} options
 * @returns {Promise<never>} serving ends only by failure or by a signal
 */
async function serve(options) {
  const sandboxUrl = `http://127.0.0.1:${options.sandboxPort}`;
  const appUrl = `http://127.0.0.1:${options.port}`;

  // The world is simulated while the app is built; a bad sandbox option is known before the build has cost a minute.
  const sandbox = startSandbox(options.sandboxPort, options.sandbox, { quiet: true });
  const sandboxReady = waitUntilAnswering("The sandbox", `${sandboxUrl}/_sandbox/health`, sandbox, 120_000);
  const built = options.dev
    ? Promise.resolve()
    : ensureBuilt("Building the app (first run or changed sources) …");
  await Promise.all([sandboxReady, built]);

  const app = startApp(options.dev ? "dev" : "start", options.port, {
    env: sandboxEnvironment(sandboxUrl, options.regions),
    quiet: !options.dev,
  });
  await waitUntilAnswering("The app", `${appUrl}/api/health`, app, 60_000);

  const query = demoQuery(options);
  console.log(`
Lambdascope is running on the sandbox, a simulated AWS account.

  Open     ${appUrl}/${query}
  JSON     curl '${appUrl}/api/overview${query}'
  Sandbox  ${sandboxUrl}

Ctrl-C stops both.`);

  const first = await Promise.race([
    exitOf(sandbox).then((code) => ({ name: "sandbox", code })),
    exitOf(app).then((code) => ({ name: "app", code })),
  ]);
  throw new UserError(`The ${first.name} ended by itself with code ${first.code}; stopping the other.`);
}
