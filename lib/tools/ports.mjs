import { createServer } from "node:net";
import { UserError } from "./user-error.mjs";

/**
 * @param {number} port 0 asks the system for a free one
 * @param {string} host
 * @returns {Promise<number | null>} the port, or null when it cannot be had
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}

/**
 * @param {number} port
 * @param {string} flag the option that sets it, for the message
 */
export async function requireFreePort(port, flag, host = "127.0.0.1") {
  if ((await tryPort(port, host)) !== null) return;
  throw new UserError(
    `Port ${port} on ${host} is taken. Stop what uses it, or choose another with ${flag} ${port + 1}`,
  );
}

/** @returns {Promise<number>} a port that was free a moment ago */
export async function freePort() {
  const port = await tryPort(0, "127.0.0.1");
  if (port === null) throw new UserError("The system gave no free port on 127.0.0.1.");
  return port;
}

/**
 * @param {string} text
 * @param {string} flag
 */
export function parsePort(text, flag) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new UserError(`${flag} takes a port number from 1 to 65535, not "${text}".`);
}
