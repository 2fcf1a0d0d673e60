import type { LogError } from "@/lib/model/log";

/** A line that is one frame of a stack: Node.js, Java and .NET `at …`, Python `File "…"`, Ruby `path:12:in …`, Go's `file.go:12`. */
const FRAME = /^\s*(?:at\s|File "|from \S+:\d|\S+:\d+:in\s|\.{3} \d+ more|Caused by: |\S+\.go:\d+)/;
const TYPED = /([A-Za-z_$][\w$.:`]*(?:Error|Exception|Fault|Failure))(?: \[\w+\])?(?:: ?(.*))?$/;
const HEAD = /^([A-Za-z_$][\w$.`]*(?:::[\w$]+)*): (.*)$/;
const TRACEBACK = "Traceback (most recent call last):";
/** Longer first lines are text, not the head of a stack. */
const LONGEST_HEAD = 4_000;
const MOST_LINES = 2_000;

/** Splits at any line break; runtimes without a framed log write `\r` for `\n`, Python NO-BREAK SPACE for leading spaces. */
export function displayLines(text: string): string[] {
  return text.replaceAll("\u00a0", " ").split(/\r\n|\n|\r/, MOST_LINES);
}

/** The error that a stack trace in a text tells of; null without frames. */
export function errorOfStackText(text: string, uncaught: boolean): LogError | null {
  if (!text.includes("\n") && !text.includes("\r")) return null;
  const lines = displayLines(text).filter((line) => line.trim() !== "");
  const traceback = lines.findIndex((line) => line.trim() === TRACEBACK);
  if (traceback >= 0) return errorOfTraceback(lines, traceback, uncaught);
  const first = lines.findIndex((line, index) => index > 0 && FRAME.test(line.slice(0, 400)));
  if (first < 1) return null;
  const head = lines[first - 1] ?? "";
  const stack = lines.slice(first).filter((line) => FRAME.test(line.slice(0, 400)));
  // A message of several lines stands between its type and the frames.
  for (let at = first - 1; at >= 0 && at >= first - 5; at--) {
    const typed = typedHead(lines[at] ?? "");
    if (typed === null) continue;
    const rest = lines.slice(at + 1, first);
    return {
      type: typed.type,
      message: [typed.message, ...rest].join("\n"),
      stack: stack.map((line) => line.trim()),
      uncaught,
    };
  }
  return { type: null, message: head.trim(), stack: stack.map((line) => line.trim()), uncaught };
}

/** `TypeError: x is undefined` → its two parts; null for a line that names no type of error. */
export function typedHead(line: string): { readonly type: string; readonly message: string } | null {
  if (line.length > LONGEST_HEAD) return null;
  const [, type, message = ""] = TYPED.exec(line) ?? HEAD.exec(line) ?? [];
  return type === undefined ? null : { type, message: message.trim() };
}

/** Python prints the type and the message behind the frames; the runtime before them. Innermost frame last. */
function errorOfTraceback(lines: readonly string[], traceback: number, uncaught: boolean): LogError {
  const frames: string[] = [];
  let head: string | null = null;
  for (const line of lines.slice(traceback + 1)) {
    if (/^\s*File "/.test(line)) frames.push(line.trim());
    else if (!/^\s/.test(line)) {
      head = line;
      break;
    }
  }
  const before = (lines[traceback - 1] ?? "").replace(/^\[[A-Z]+\]\s+/, "");
  const typed = typedHead(head ?? "") ?? typedHead(before);
  return {
    type: typed?.type ?? null,
    message: typed?.message ?? (head ?? before).trim(),
    stack: frames.reverse(),
    uncaught,
  };
}
