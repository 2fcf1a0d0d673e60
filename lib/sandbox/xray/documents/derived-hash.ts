/** 32-bit FNV-1a with a final mix, so that neighbouring texts differ in every bit. */
export function textHash(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on the text alone. */
export function textFraction(text: string): number {
  return textHash(text) / 4294967296;
}

const hex8 = (value: number) => value.toString(16).padStart(8, "0");

/** A segment id (16 hex digits) for a part of a known segment, e.g. `("3705…", "call/2")`. */
export function derivedSegmentId(owner: string, part: string): string {
  const text = `${owner}/${part}`;
  return hex8(textHash(text, 0x51ed270b)) + hex8(textHash(text, 0x2545f491));
}

/** A UUID-shaped request id for a call that the world did not number (throttled ones, AWS APIs). */
export function derivedRequestId(owner: string, part: string): string {
  const a = derivedSegmentId(owner, `${part}/a`);
  const b = derivedSegmentId(owner, `${part}/b`);
  return `${a.slice(0, 8)}-${a.slice(8, 12)}-4${a.slice(13)}-a${b.slice(1, 4)}-${b.slice(4)}`;
}

/** DynamoDB and other older services answer 52 upper-case characters instead of a UUID. */
export function derivedUpperRequestId(owner: string, part: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  let id = "";
  for (let i = 0; i < 52; i += 4) {
    let hash = textHash(`${owner}/${part}/${i}`);
    for (let j = 0; j < 4; j++) {
      id += alphabet[hash % 36] ?? "A";
      hash = Math.floor(hash / 36);
    }
  }
  return id;
}
