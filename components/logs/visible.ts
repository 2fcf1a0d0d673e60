/** Escape sequences of terminals: colours, cursor moves, titles. */
const ANSI =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
  /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Controls other than tab and newline, and characters that reorder or hide text. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text that shows what is in it: terminal colours are taken out, other invisible characters are written by their code. */
export function visible(text: string): string {
  return text.replace(ANSI, "").replace(HIDDEN, (char) => `‹${code(char)}›`);
}

function code(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
