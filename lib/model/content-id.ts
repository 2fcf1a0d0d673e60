/**
 * An id for a log event from what it is, for where AWS gives none (GetLogEvents, Live Tail): the same event read in
 * two ways gets the same id. Two equal lines of one stream in one millisecond share it; whoever counts them adds how
 * many came before (`contentId` + "." + n).
 *
 * 64 bits of two FNV-1a style hashes: no secret, and among a million events a clash has odds of one in 36 million.
 */
export function contentId(event: {
  readonly group: string;
  readonly stream: string;
  readonly timestampMs: number;
  readonly message: string;
}): string {
  const text = `${event.group}\n${event.stream}\n${event.message}`;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul((b ^ code) + (b >>> 15), 0x85ebca6b);
  }
  return `${event.timestampMs.toString(36)}-${hex(a)}${hex(b ^ (b >>> 13))}`;
}

function hex(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, "0");
}
