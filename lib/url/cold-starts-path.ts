/** The page of cold starts, of these functions or of all, without range and region. */
export function coldStartsPath(functions: readonly string[] = []): string {
  return functions.length === 0
    ? "/cold-starts"
    : `/cold-starts?${new URLSearchParams({ fn: functions.join(",") })}`;
}
