/**
 * A text as a cell of comma-separated values, in quotes. What a spreadsheet would take for a formula is disarmed by an
 * apostrophe, behind spaces too. [OWASP CSV injection]
 */
export function csvText(text: string): string {
  const safe = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A number with every digit; null and undefined are empty cells, as no data is not 0. */
export function csvNumber(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? "" : String(value);
}
