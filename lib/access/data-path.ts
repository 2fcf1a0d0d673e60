/** As Next finds routes, which may be spelt with codes in production: `/api/%6Cogs` and `/api%2Flogs` are `/api/logs`. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Of data, not of a page. */
export function isDataPath(path: string): boolean {
  return decodedPath(path).startsWith("/api/");
}
