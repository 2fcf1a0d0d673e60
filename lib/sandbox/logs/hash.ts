/** Deterministic numbers and ids: the same inputs give the same output on every machine. Not cryptographic. */

/** Mixes two integers to an unsigned 32-bit one. */
export function mix(a: number, b: number): number {
  let h = (a ^ Math.imul(b | 0, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Unsigned 32-bit hash of a text. */
export function hashText(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h, text.length);
}

/** A fraction in [0, 1) from two integers. */
export function fraction(a: number, b: number): number {
  return mix(a, b) / 0x1_0000_0000;
}

/** `digits` lower-case hexadecimal digits. */
export function hexOf(text: string, digits: number): string {
  let out = "";
  for (let part = 0; out.length < digits; part++) {
    out += hashText(text, mix(0x5bd1e995, part)).toString(16).padStart(8, "0");
  }
  return out.slice(0, digits);
}
