/** A text as filter expressions spell it: in quotes, with quotes and backslashes inside escaped. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
