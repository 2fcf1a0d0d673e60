import { parsePort } from "../ports.mjs";
import { UserError } from "../user-error.mjs";

/**
 * @typedef {object} DemoOptions
 * @property {number} port
 * @property {number} sandboxPort
 * @property {boolean} dev run the app in development mode, without a build
 * @property {boolean} help
 * @property {readonly string[]} sandbox what is passed on to the sandbox
 * @property {readonly string[]} regions
 * @property {number | null} frozenNowMs epoch milliseconds of `--now`, or null when time runs
 */

export const demoHelp = `Usage: npm run demo -- [options]

  --port PORT          port of the app (3000)
  --sandbox-port PORT  port of the sandbox (4700)
  --dev                run the app with live reload, without a production build
  --help               this text

Every other option goes to the sandbox: --seed --now --hours --rps --functions --regions --latency-ms --quotas
--incidents --rhythm. \`npm run sandbox -- --help\` explains them.`;

/**
 * Takes what is ours and leaves the rest, in order, for the sandbox.
 * @param {readonly string[]} args
 * @returns {DemoOptions}
 */
export function parseDemoOptions(args) {
  let port = 3000;
  let sandboxPort = 4700;
  let dev = false;
  let help = false;
  /** @type {string[]} */
  const sandbox = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag = "", inline] = splitOnce(arg);
    if (flag === "--port" || flag === "--sandbox-port") {
      const text = inline ?? rest.shift();
      if (text === undefined) throw new UserError(`${flag} needs a port number.`);
      if (flag === "--port") port = parsePort(text, flag);
      else sandboxPort = parsePort(text, flag);
    } else if (arg === "--dev") dev = true;
    else if (arg === "--help" || arg === "-h") help = true;
    else sandbox.push(arg);
  }
  if (port === sandboxPort) throw new UserError("--port and --sandbox-port must differ.");
  const regions = optionOf(sandbox, "--regions")?.split(",").filter(Boolean) ?? ["us-east-1", "eu-west-1"];
  return {
    port,
    sandboxPort,
    dev,
    help,
    sandbox,
    regions,
    frozenNowMs: parseNow(optionOf(sandbox, "--now")),
  };
}

/** @param {string} arg */
function splitOnce(arg) {
  const at = arg.indexOf("=");
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

/**
 * @param {readonly string[]} args
 * @param {string} flag
 * @returns {string | undefined}
 */
function optionOf(args, flag) {
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (at < 0) return undefined;
  return args[at]?.startsWith(`${flag}=`) ? args[at]?.slice(flag.length + 1) : args[at + 1];
}

/**
 * @param {string | undefined} text
 * @returns {number | null} null also for text that is no time: the sandbox refuses it with a message of its own
 */
function parseNow(text) {
  const ms = Date.parse(text ?? "");
  return Number.isNaN(ms) ? null : ms;
}

/**
 * Where to open the app. Its own clock knows nothing of a frozen sandbox, so the link carries the time.
 * @param {DemoOptions} options
 */
export function demoQuery({ frozenNowMs }) {
  if (frozenNowMs === null) return "";
  const hours = 3;
  const from = new Date(frozenNowMs - hours * 3_600_000).toISOString();
  return `?from=${from}&to=${new Date(frozenNowMs).toISOString()}`;
}
