import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { binary, runShown } from "../run-command.mjs";
import { UserError } from "../user-error.mjs";
import { findSystemBrowser } from "./system-browsers.mjs";

/**
 * Finds a Chromium for the browser tests and installs one where that is possible.
 * @returns {Promise<string | null>} its path, or null for the one that Playwright manages itself
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (existsSync(given)) return announce(given, "CHROMIUM_PATH");
    throw new UserError(`CHROMIUM_PATH names ${given}, which does not exist.`);
  }
  if (await hasPlaywrightsOwn()) return null;
  const installed = findSystemBrowser();
  if (installed !== null) return announce(installed, "system");

  if (process.getuid?.() === 0 && (await isDebian())) {
    await installDebianPackage();
    const found = findSystemBrowser();
    if (found !== null) return announce(found, "system");
  }
  console.log("No Chromium found: downloading Playwright's (npx playwright install chromium) …");
  const code = await runShown(process.execPath, [binary("playwright"), "install", "chromium"]);
  if (code === 0 && (await hasPlaywrightsOwn())) return null;
  throw new UserError(
    "No Chromium, and none could be installed: see above. Install one (Debian: apt-get install chromium; elsewhere: npx playwright install --with-deps chromium), or set CHROMIUM_PATH to one.",
  );
}

/**
 * @param {string} path
 * @param {string} origin
 */
function announce(path, origin) {
  console.log(`Chromium: ${path} (${origin})`);
  return path;
}

/** Headless runs use a smaller browser of its own, so having the one does not mean having the other. */
async function hasPlaywrightsOwn() {
  const { chromium } = await import("@playwright/test");
  try {
    const browser = await chromium.launch();
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu is not meant: its package of that name is a stub for a snap. */
async function isDebian() {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID=debian$/m.test(release);
}

async function installDebianPackage() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const updated = await runShown("apt-get", ["update", "-q"], env);
  if (updated !== 0) console.log("apt-get update failed; trying with the lists that are there.");
  for (const name of ["chromium-headless-shell", "chromium"]) {
    console.log(`No Chromium found: installing Debian's package (apt-get install ${name}) …`);
    if ((await runShown("apt-get", ["install", "-y", "-q", "--no-install-recommends", name], env)) === 0)
      return;
  }
}
