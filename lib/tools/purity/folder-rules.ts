/** Which rule of docs/architecture.md holds where. Paths are relative to the repository, with forward slashes. */

/** *Now*, chance and the environment are arguments here. */
export const pureFolders = [
  "lib/base",
  "lib/model",
  "lib/url",
  "lib/logs",
  "lib/traces",
  "lib/service-map",
  "lib/metrics",
  "lib/cold-starts",
  "lib/concurrency",
  "lib/cost",
  "lib/requests",
  "lib/deployments",
  "lib/comparison",
  "lib/alarms",
  "lib/incidents",
  "lib/usage-plans",
  "lib/settings",
  "lib/access",
];

/** Each file starts with the guard that keeps it out of the browser's bundle. */
export const serverFolders = ["lib/server", "lib/aws", "lib/cache", "lib/config"];

/** Tests may look at the clock. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

export function isUnder(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

/** Names under which anything could hide. */
export function isVague(path: string): boolean {
  return /(^|\/)(index|utils?|helpers?|misc|common-utils)\.tsx?$/.test(path);
}
