import { derivedSegmentId } from "@/lib/sandbox/xray/documents/derived-hash";
import type { XRayCause, XRayStackFrame } from "@/lib/sandbox/xray/documents/segment";

export interface Failure {
  readonly type: string;
  readonly message: string;
  readonly stack: readonly string[];
}

/** X-Ray keeps this many frames of a stack; segments are limited to 64 kB. [D gr/xray] */
const MAX_FRAMES = 30;

/** How runtimes print a frame. Groups: label, path, line. */
const FRAME_FORMS: readonly RegExp[] = [
  // nodejs: "at handler (/var/task/index.js:12:5)", "at /var/task/index.js:12:5"
  /^at (?:(?<label>.+?) \()?(?<path>[^()]+?):(?<line>\d+):\d+\)?$/,
  // dotnet: "at Ns.Type.Method(String a) in /src/File.cs:line 12"
  /^at (?<label>.+) in (?<path>.+):line (?<line>\d+)$/,
  // java: "at com.shop.Handler.run(Handler.java:12)"
  /^at (?<label>[^()]+)\((?<path>[^():]+):(?<line>\d+)\)$/,
  // python: 'File "/var/task/app.py", line 12, in handler'
  /^File "(?<path>[^"]+)", line (?<line>\d+), in (?<label>\S+)/,
  // ruby: "/var/task/app.rb:12:in `handler'"
  /^(?<path>[^\s:]+):(?<line>\d+):in [`'](?<label>.+)'$/,
];

/** One printed stack line as X-Ray's frame; undefined for lines that are not frames (headings, source text). */
export function stackFrame(line: string): XRayStackFrame | undefined {
  const text = line.replaceAll("\u00a0", " ").trim();
  for (const form of FRAME_FORMS) {
    const groups = form.exec(text)?.groups;
    if (!groups) continue;
    const { label, path, line: number } = groups;
    return {
      ...(path === undefined ? {} : { path }),
      line: Number(number),
      label: label ?? "anonymous",
    };
  }
  return undefined;
}

/** `cause` of the node that failed. `ownerId` makes the exception's id. */
export function causeOf(failure: Failure, ownerId: string, remote = false): XRayCause {
  const stack = failure.stack.flatMap((line) => stackFrame(line) ?? []).slice(0, MAX_FRAMES);
  return {
    working_directory: "/var/task",
    paths: [],
    exceptions: [
      {
        id: derivedSegmentId(ownerId, "exception"),
        type: failure.type,
        message: failure.message,
        ...(remote ? { remote } : {}),
        ...(stack.length > 0 ? { stack } : {}),
      },
    ],
  };
}
