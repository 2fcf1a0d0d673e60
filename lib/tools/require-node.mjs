/**
 * The first thing each command loads. It is written in old syntax and imports nothing, so that an old Node reaches
 * the message instead of failing on something that it cannot parse.
 */

export const minimumNode = "20.9.0";

/**
 * @param {string} actual e.g. `18.19.1`
 * @param {string} minimum
 * @returns {boolean}
 */
export function isAtLeast(actual, minimum) {
  const a = actual.split(".").map(Number);
  const b = minimum.split(".").map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] || 0) - (b[i] || 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

export function requireNode() {
  if (isAtLeast(process.versions.node, minimumNode)) return;
  console.error(
    "Lambdascope needs Node.js " +
      minimumNode +
      " or newer; this is " +
      process.versions.node +
      ".\nInstall a current release from https://nodejs.org/ or run `nvm install` here, then try again.",
  );
  process.exit(1);
}
