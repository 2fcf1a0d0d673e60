const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Spreads a hash over all 32 bits, so that neighbouring texts differ in every one. */
function finalMix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 32-bit FNV-1a with a final mix. */
export function textHash(text: string): number {
  let hash = FNV_BASIS;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return finalMix(hash);
}

/** A number in [0, 1) that depends on the text alone. */
export function textFraction(text: string): number {
  return textHash(text) / 4294967296;
}

/** A number in [0, 1) read from a 16-digit segment id, which is random enough itself. `salt` is 0–3. */
export function idFraction(segmentId: string, salt = 0): number {
  return Number.parseInt(segmentId.slice(salt * 4, salt * 4 + 4), 16) / 0x10000;
}

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `Number.toString(16)` takes a slow path above 2³¹, which half of all hashes are. */
function hex8(word: number): string {
  return hexByte(word >>> 24) + hexByte(word >>> 16) + hexByte(word >>> 8) + hexByte(word);
}

function hexByte(word: number): string {
  return HEX_BYTES[word & 0xff] ?? "00";
}

/**
 * A segment id (16 hex digits) for a part of a known segment, e.g. `("3705…", "call", 2)`. Works on the id's numbers,
 * not its text: a trace has dozens of these, and the service graph makes them by the hundred thousand.
 */
export function derivedSegmentId(ownerId: string, part: SegmentPart, number = 0): string {
  const a = Number.parseInt(ownerId.slice(0, 8), 16);
  const b = Number.parseInt(ownerId.slice(8), 16);
  const mark = Math.imul(SEGMENT_PARTS.indexOf(part) * 1024 + number + 1, 0x9e3779b1);
  const left = finalMix(a ^ mark);
  return hex8(left) + hex8(finalMix(Math.imul(b, 0x5bd1e995) + left));
}

/** The kinds of part that get an id of their own. Order is part of the ids: append only. */
const SEGMENT_PARTS = [
  "call",
  "inferred",
  "exception",
  "handler",
  "Invocation",
  "Overhead",
  "Init",
  "Initialization",
  "Restore",
  "dwell",
  "attempt",
  "authorizer",
  "integration",
  "throttled",
  "request",
] as const;

export type SegmentPart = (typeof SEGMENT_PARTS)[number];

/** A UUID-shaped request id of the call in a subsegment, for services whose requests the world does not number. */
export function derivedRequestId(subsegmentId: string): string {
  const a = derivedSegmentId(subsegmentId, "request");
  return `${a.slice(0, 8)}-${a.slice(8, 12)}-4${a.slice(13)}-a${subsegmentId.slice(0, 3)}-${subsegmentId.slice(4)}`;
}

/** DynamoDB and other older services answer 52 upper-case characters instead of a UUID. */
export function derivedUpperRequestId(subsegmentId: string): string {
  return `${subsegmentId}${derivedSegmentId(subsegmentId, "request")}vv4kqnso5aemvjf66q9a`.toUpperCase();
}
