import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Commands to look for, best first. The one without windows takes half the processor time; nothing here shows any. */
const systemNames = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

const macApplications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * @param {string} name
 * @param {string} path the PATH variable
 * @returns {string | null} the first executable of that name
 */
export function findOnPath(name, path) {
  for (const folder of path.split(delimiter)) {
    if (folder === "") continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this one.
    }
  }
  return null;
}

/** @returns {string | null} the path of a Chromium that is installed on this machine */
export function findSystemBrowser() {
  for (const name of systemNames) {
    const path = findOnPath(name, process.env.PATH ?? "");
    if (path !== null) return path;
  }
  return macApplications.find((path) => existsSync(path)) ?? null;
}
