/** The cost page, of these functions or of the whole account, without range and region. */
export function costPath(functions: readonly string[] = []): string {
  return functions.length === 0 ? "/cost" : `/cost?${new URLSearchParams({ fn: functions.join(",") })}`;
}

/** The cost page with the bill split by API. */
export const apiCostsPath = "/cost?split=api";
