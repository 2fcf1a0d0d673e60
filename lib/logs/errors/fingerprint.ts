import { normaliseFrame, normaliseMessage } from "@/lib/logs/errors/normalise";
import type { LogError } from "@/lib/model/log";

export interface Fingerprint {
  /** 16 hex digits; the same for the same failure on every machine and in every session. */
  readonly hash: string;
  /** `TypeError: cannot read <text> of undefined`. */
  readonly title: string;
  /** Frames that it was made of, innermost first. */
  readonly frames: readonly string[];
}

/** Frames of the own code that make a failure the same. */
const FRAMES = 3;
/** Frames of runtimes and libraries, which many failures share. */
const FOREIGN =
  /node:internal|node_modules|\/var\/runtime\/|\/var\/lang\/|^\s*at (?:java|jdk|sun|com\.amazonaws|org\.springframework)\.|^\s*at (?:System|Microsoft|Amazon)\.|site-packages|<frozen |\/usr\/local\/go\//;

/** One fingerprint for one kind of failure: its type and top frames of the own code; without frames, its message. */
export function fingerprintOf(error: LogError): Fingerprint {
  const message = normaliseMessage(error.message);
  const type = error.type ?? "";
  const own = error.stack.filter((frame) => !FOREIGN.test(frame) && !/^Caused by|^\.{3} /.test(frame));
  const frames = (own.length > 0 ? own : error.stack).slice(0, FRAMES).map(normaliseFrame);
  const title = type === "" ? message : message === "" ? type : `${type}: ${message}`;
  return {
    hash: hashOf([type, message, ...frames].join("\n")),
    title: title.slice(0, 300) || "error",
    frames,
  };
}

/** FNV-1a twice with different seeds: 64 bits. */
function hashOf(text: string): string {
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193 ^ text.length);
}

function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
