export const UUID_LENGTH = 36;
const DASH = 45;

/** 1 for the codes of 0–9, a–f and A–F. */
const hexDigits = new Uint8Array(128);
for (const digit of "0123456789abcdefABCDEF") hexDigits[digit.charCodeAt(0)] = 1;

/** Whether a UUID (8-4-4-4-12 hex digits) begins at `from`. Lambda's request ids are UUIDs. */
export function isUuidAt(text: string, from: number): boolean {
  if (text.length < from + UUID_LENGTH) return false;
  for (let i = 0; i < UUID_LENGTH; i++) {
    const code = text.charCodeAt(from + i);
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (code !== DASH) return false;
    } else if (hexDigits[code] !== 1) return false;
  }
  return true;
}
