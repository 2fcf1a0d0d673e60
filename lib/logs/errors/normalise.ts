/**
 * Takes out of a message what differs from one occurrence of a failure to the next, in this order:
 *
 *   user 4711 at 10.0.0.7 got "x" in 12.5 ms   →   user <n> at <ip> got <text> in <n> ms
 */
const RULES: readonly (readonly [pattern: RegExp, put: string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "<id>"],
  [/\b1-[0-9a-f]{8}-[0-9a-f]{24}\b/gi, "<trace>"],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g, "<time>"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, "<ip>"],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, "<email>"],
  [/"[^"\n]{0,200}"/g, "<text>"],
  [/(^|[\s(=:,[{])'[^'\n]{0,200}'/g, "$1<text>"],
  [/`[^`\n]{0,200}`/g, "<text>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, "<hex>"],
  // Keys such as `ord_8fk2Jq` or `B07XJ8C8F5`: letters and digits mixed.
  [/\b(?=[A-Za-z_-]{0,12}\d)(?=\d*[A-Za-z])(?:[A-Za-z]{1,10}[_-])?[A-Za-z0-9]{6,}\b/g, "<id>"],
  [/\d+(?:\.\d+)*/g, "<n>"],
];

/** Longer messages are told apart by their beginning. */
const LONGEST = 2_000;

export function normaliseMessage(message: string): string {
  let text = message.slice(0, LONGEST);
  for (const [pattern, put] of RULES) text = text.replace(pattern, put);
  return text.replace(/\s+/g, " ").trim();
}

/**
 * One stack frame without what moves from build to build: directories, line and column numbers, addresses.
 *
 *   `at charge (/var/task/src/pay.js:12:7)` → `charge pay.js`
 */
export function normaliseFrame(frame: string): string {
  return frame
    .slice(0, 400)
    .replace(/^\s*at\s+/, "")
    .replace(/(?:file:\/\/)?(?:[\w@.~-]*\/)+([\w@.~-]+)/g, "$1")
    .replace(/(?:, line \d+|:line \d+|:\d+(?::\d+)?)/g, "")
    .replace(/0x[0-9a-f]+/gi, "")
    .replace(/\$\$?Lambda[$\w/]*/g, "Lambda")
    .replace(/[()"[\]]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
