/** Literals of each language, exact for any text. */

/** Characters that some YAML parser takes for a line break, drops or refuses. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A double-quoted scalar. JSON's escapes are YAML's; what JSON leaves as it is and YAML does not take is escaped too.
 * [YAML 1.2 §5.7, §7.3.1]
 */
export function yamlText(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, unicodeEscape);
}

/** A double-quoted string of TypeScript. */
export function typescriptText(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, unicodeEscape);
}

/** A quoted template of HCL, in which `${` and `%{` begin an interpolation unless doubled. */
export function hclText(text: string): string {
  const quoted = JSON.stringify(text)
    .replace(/\\b/g, "\\u0008")
    .replace(/\\f/g, "\\u000c")
    .replace(UNPRINTABLE, unicodeEscape);
  return quoted.replace(/([$%])\{/g, "$1$1{");
}

/** One word of a POSIX shell: nothing is special in single quotes but their end. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
