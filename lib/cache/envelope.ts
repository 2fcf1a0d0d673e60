import "server-only";
import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";

/**
 * How an answer lies in the shared store: one byte that names the form, then `{"key", "value"}` as JSON, deflated when
 * that is worth it. Whatever is not exactly this, for exactly this key, is no answer.
 */
const PLAIN = 0x6a;
const DEFLATED = 0x7a;

/** Deflating less than this saves no packet. */
const WORTH_DEFLATING = 1024;
/** Larger answers stay with the instance that has them: one of them would hold up all other commands. */
const MOST_STORED_BYTES = 4 * 1024 * 1024;
/** Of JSON. Also keeps a few hostile bytes from becoming all of the memory. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Answers repeat their field names: the fastest level finds almost all of it. */
const LEVEL = 1;

const deflateAsync = promisify(deflate);
const inflateAsync = promisify(inflate);

/** null: too large to be shared. */
export async function seal(key: string, value: unknown): Promise<Buffer | null> {
  const json = Buffer.from(JSON.stringify({ key, value }));
  if (json.length > MOST_BYTES) return null;
  const worth = json.length >= WORTH_DEFLATING;
  const body = worth ? await deflateAsync(json, { level: LEVEL }) : json;
  if (body.length > MOST_STORED_BYTES) return null;
  return Buffer.concat([Buffer.of(worth ? DEFLATED : PLAIN), body]);
}

/** Never throws. undefined: nothing of ours, or not for this key. */
export async function unseal(key: string, sealed: Buffer): Promise<unknown> {
  try {
    const body = sealed.subarray(1);
    const json = sealed[0] === PLAIN ? body : await inflated(sealed[0], body);
    const envelope: unknown = JSON.parse(json.toString());
    if (typeof envelope !== "object" || envelope === null) return undefined;
    if (!("key" in envelope) || envelope.key !== key || !("value" in envelope)) return undefined;
    return envelope.value;
  } catch {
    return undefined;
  }
}

async function inflated(form: number | undefined, body: Buffer): Promise<Buffer> {
  if (form !== DEFLATED) throw new TypeError("Neither form of an answer.");
  return inflateAsync(body, { maxOutputLength: MOST_BYTES });
}
