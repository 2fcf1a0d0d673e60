import { levelCodeOfWord, NO_LEVEL } from "@/lib/logs/level-words";

/** What stands before the message in a line of a runtime's own logger. */
export interface TextHead {
  /** 0 where the line names no level. */
  readonly level: number;
  /** Where the message begins. */
  readonly messageAt: number;
  readonly family:
    | "node-or-dotnet"
    | "python"
    | "python-uncaught"
    | "ruby"
    | "log4j"
    | "go"
    | "bracket"
    | "none";
}

const NONE: TextHead = { level: NO_LEVEL, messageAt: 0, family: "none" };

/** Reads a text line's head by the forms of the runtimes; a line of none of them is all message. [R each; D] */
export function textHead(text: string): TextHead {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return dated(text);
  if (first === 91) return bracketed(text);
  if (text.charCodeAt(1) === 44 && text.charCodeAt(3) === 91) return ruby(text);
  return NONE;
}

function dated(text: string): TextHead {
  const middle = text.charAt(10);
  // `2026-10-08T12:00:00.000Z␉id␉LEVEL␉message`; the id is empty or `undefined` during init.
  if (middle === "T" && text.startsWith("Z\t", 23)) {
    const idEnd = text.indexOf("\t", 25);
    const levelEnd = idEnd < 0 ? -1 : text.indexOf("\t", idEnd + 1);
    if (levelEnd < 0 || levelEnd - idEnd > 12) return NONE;
    const level = levelCodeOfWord(text.slice(idEnd + 1, levelEnd));
    return level === NO_LEVEL ? NONE : { level, messageAt: levelEnd + 1, family: "node-or-dotnet" };
  }
  if (middle !== " ") return NONE;
  const head = text.slice(0, 400);
  // `2026/03/27 03:40:05 message`
  if (text.charAt(4) === "/") {
    const [go] = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? /.exec(head) ?? [];
    return go === undefined ? NONE : { level: NO_LEVEL, messageAt: go.length, family: "go" };
  }
  // `2026-10-08 12:00:00 id LEVEL Class:12 - message`
  const match =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{3})? (?:[0-9a-fA-F-]{36})? ?([A-Z]{4,5}) +\S+ - /.exec(head);
  const level = levelCodeOfWord(match?.[1] ?? "");
  return match === null || level === NO_LEVEL ? NONE : { level, messageAt: match[0].length, family: "log4j" };
}

/** Python `[INFO]␉ISO␉id␉message`, its uncaught `[ERROR] Type: message`, and Java's `[INFO] message`. */
function bracketed(text: string): TextHead {
  const close = text.indexOf("]", 1);
  if (close < 2 || close > 12) return NONE;
  const level = levelCodeOfWord(text.slice(1, close));
  if (level === NO_LEVEL) return NONE;
  if (text.charCodeAt(close + 1) === 9) {
    const isoEnd = text.indexOf("\t", close + 2);
    const idEnd = isoEnd < 0 ? -1 : text.indexOf("\t", isoEnd + 1);
    if (idEnd < 0 || idEnd - close > 80) return { level, messageAt: close + 2, family: "bracket" };
    return { level, messageAt: idEnd + 1, family: "python" };
  }
  if (text.charCodeAt(close + 1) !== 32) return NONE;
  const family = isPythonUncaught(text) ? "python-uncaught" : "bracket";
  return { level, messageAt: close + 2, family };
}

function isPythonUncaught(text: string): boolean {
  return (
    text.startsWith("[ERROR] ") &&
    /^\[ERROR\] [\w.]+(?:: |$)/m.test(text.slice(0, 400).split("\n", 1)[0] ?? "")
  );
}

/** `I, [2026-01-31T10:00:00.000000 #8]  INFO id -- prog: message`. */
function ruby(text: string): TextHead {
  const match = /^[A-Z], \[[^\]]{0,60}\] +([A-Z]{3,5}) (?:[0-9a-fA-F-]{36})? ?-- [^:]{0,80}: /.exec(
    text.slice(0, 400),
  );
  const level = levelCodeOfWord(match?.[1] === "ANY" ? "info" : (match?.[1] ?? ""));
  return match === null ? NONE : { level, messageAt: match[0].length, family: "ruby" };
}
