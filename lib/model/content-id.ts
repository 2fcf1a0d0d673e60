/** More places than events fit into one batch of PutLogEvents (10,000). */
const PLACE_DIGITS = 4;

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

/**
 * The id of an event for which AWS gives none: ids of one stream, millisecond and ingestion sort by `place`, the place at
 * which AWS told of the event among those. `before`: how many of the same content came before.
 */
export function tailedId(content: string, before: number, place: number): string {
  return `${place.toString(36).padStart(PLACE_DIGITS, "0")}~${content}.${before}`;
}

/** `contentId` + "." + n of a `tailedId`: the same in every reading, which its place need not be. */
export function contentOfTailed(id: string): string {
  return id.slice(id.indexOf("~") + 1);
}

/** What a `tailedId` is made of; null for any other id. */
export function partsOfTailed(
  id: string,
): { readonly content: string; readonly before: number; readonly timestampMs: number } | null {
  const [, content = "", time = "", before = ""] = /~(([0-9a-z]+)-[0-9a-f]{16})\.(\d+)$/.exec(id) ?? [];
  const timestampMs = Number.parseInt(time, 36);
  return Number.isSafeInteger(timestampMs) ? { content, before: Number(before), timestampMs } : null;
}

function hex(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, "0");
}
