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

const hex8 = (value: number) => (value + 0x100000000).toString(16).slice(1);

/** A segment id (16 hex digits) for a part of a known segment, e.g. `("3705…", "call/2")`. */
export function derivedSegmentId(owner: string, part: string): string {
  // Two hashes in one pass: a trace has dozens of these ids, and the service graph makes them by the hundred thousand.
  let a = FNV_BASIS;
  let b = 0x2545f491;
  for (let i = 0; i < owner.length; i++) {
    const code = owner.charCodeAt(i);
    a = Math.imul(a ^ code, FNV_PRIME);
    b = Math.imul(b + code, 0x5bd1e995);
  }
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i) + 0x100;
    a = Math.imul(a ^ code, FNV_PRIME);
    b = Math.imul(b + code, 0x5bd1e995);
  }
  return hex8(finalMix(a)) + hex8(finalMix(b));
}

/** A UUID-shaped request id for a call that the world did not number (throttled ones, AWS APIs). */
export function derivedRequestId(owner: string, part: string): string {
  const a = derivedSegmentId(owner, part);
  const b = derivedSegmentId(a, part);
  return `${a.slice(0, 8)}-${a.slice(8, 12)}-4${a.slice(13)}-a${b.slice(1, 4)}-${b.slice(4)}`;
}

/** DynamoDB and other older services answer 52 upper-case characters instead of a UUID. */
export function derivedUpperRequestId(owner: string, part: string): string {
  const head = derivedSegmentId(owner, part);
  return `${head}${derivedSegmentId(head, part)}VV4KQNSO5AEMVJF66Q9A`.toUpperCase();
}
