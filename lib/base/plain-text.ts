export const ESCAPE = "\u001b";
const BELL = "\u0007";
/** Any escape sequence that is no colour: cursor moves, titles, links. Their text arguments go too. */
const NO_COLOUR = new RegExp(
  [
    String.raw`${ESCAPE}\][^${BELL}${ESCAPE}]{0,2000}(?:${BELL}|${ESCAPE}\\)`,
    String.raw`${ESCAPE}[PX^_][^${ESCAPE}]{0,2000}${ESCAPE}\\`,
    String.raw`${ESCAPE}\[[0-?]*[ -/]*[@-ln-~]`,
    `${ESCAPE}[ -/]+[0-~]`,
    String.raw`${ESCAPE}[0-Z\\^_\`-~]`,
  ].join("|"),
  "g",
);
const COLOUR = new RegExp(String.raw`${ESCAPE}\[[0-9;:]*m`, "g");

/** Colours are left; everything else of a terminal is not. */
export function withoutCommands(text: string): string {
  return text.replace(NO_COLOUR, "");
}

/** Without any escape sequence, and with the rest made visible. */
export function plainText(text: string): string {
  if (!text.includes(ESCAPE)) return visibleText(text);
  return visibleText(withoutCommands(text).replace(COLOUR, ""));
}

/** Control and format characters (those that turn the direction of text are among them), halves of surrogate pairs. */
const HIDDEN = /[^\P{Cc}\t\n\r]|[\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * Makes visible what a screen would swallow or obey: control characters as their pictures (␀ … ␡), characters without
 * width or that turn the direction of text as `⟨U+202E⟩`. Line breaks and TABs stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll("\u00a0", " ").replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "␡";
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
