import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { parsePort } from "../ports.mjs";
import { UserError } from "../user-error.mjs";

export const startHelp = `Usage: npm start -- [options]

  -p, --port PORT  port of the app (3000)
  -H, --host HOST  address to listen on (127.0.0.1); another than the loopback only with authentication
  -h, --help       this text

The AWS account is the one that the AWS CLI would use: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and the default
credential chain are honoured. People sign in where LAMBDASCOPE_OIDC_ISSUER or LAMBDASCOPE_PROXY_SECRET is set.`;

/** Any of them says how people are told apart, or in so many words that they are not. lib/config checks them in full. */
const authentication = [
  "LAMBDASCOPE_AUTH",
  "LAMBDASCOPE_OIDC_ISSUER",
  "LAMBDASCOPE_PROXY_SECRET",
  "LAMBDASCOPE_PROXY_SECRET_FILE",
];

/**
 * The server refuses everything by itself too, however it was started; this says so before it is built and started.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ port: number, host: string, help: boolean }}
 */
export function parseStartOptions(args, env = process.env) {
  const { values } = parse(args);
  const host = values.host ?? "127.0.0.1";
  if (!isLoopback(host) && !authentication.some((name) => env[name]?.trim())) {
    throw new UserError(
      `Refusing to listen on ${host} without authentication: anyone who reaches that address could read this account's
data. Set up OpenID Connect (LAMBDASCOPE_OIDC_ISSUER) or a trusted proxy (LAMBDASCOPE_PROXY_SECRET) as docs/deployment.md
says, or listen on 127.0.0.1 and use an SSH tunnel:
  ssh -L 3000:127.0.0.1:3000 <this machine>`,
    );
  }
  return { port: parsePort(values.port ?? "3000", "--port"), host, help: values.help ?? false };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string", short: "p" },
        host: { type: "string", short: "H" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${startHelp}`);
  }
}

/**
 * @param {string} host a name or an address; any name but `localhost` may resolve to something else tomorrow
 */
export function isLoopback(host) {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}
