import { mix, permute, unpermute } from "@/lib/sandbox/world/simulation/random";

/**
 * Ids that look random and still lead back to their record: the record's number, permuted under a key, is one part
 * of the id, the other parts are hashes of it. A look-up undoes the permutation and makes the whole id again.
 */
export class Ids {
  readonly #request: number;
  readonly #trace: number;
  readonly #segment: number;
  readonly #gateway: number;
  readonly #environment: number;

  constructor(seed: number) {
    this.#request = mix(seed, 0xa1);
    this.#trace = mix(seed, 0xa2);
    this.#segment = mix(seed, 0xa3);
    this.#gateway = mix(seed, 0xa4);
    this.#environment = mix(seed, 0xa5);
  }

  /** Lambda's request id of the request whose first attempt has this index. */
  requestId(firstAttempt: number): string {
    return uuid(this.#request, firstAttempt);
  }

  /** Undefined for text that is no id of this world (or of an index not made yet: check it). */
  firstAttemptOf(requestId: string): number | undefined {
    const head = hexHead(requestId);
    if (head === undefined) return undefined;
    const index = unpermute(head, this.#request);
    return this.requestId(index) === requestId ? index : undefined;
  }

  gatewayRequestId(request: number): string {
    return uuid(this.#gateway, request);
  }

  /** `Vts2pH6ArPEFcuQ=`: eleven bytes in base 64. */
  extendedRequestId(request: number): string {
    const bytes = new Uint8Array(11);
    for (let i = 0; i < 11; i += 4) {
      const word = mix(mix(this.#gateway, 7 + i), request);
      for (let j = 0; j < 4 && i + j < 11; j++) bytes[i + j] = (word >>> (8 * j)) & 0xff;
    }
    return Buffer.from(bytes).toString("base64");
  }

  /** Root: request (`kind` 0) or invocation (1) with this index, begun in this second. */
  traceId(kind: 0 | 1, index: number, epochSecond: number): string {
    const hidden = permute(index * 2 + kind, this.#trace);
    const tail = hex(mix(this.#trace, hidden)) + hex(mix(hidden, this.#trace));
    return `1-${hex(epochSecond)}-${hex(hidden)}${tail}`;
  }

  traceRootOf(traceId: string): { readonly kind: 0 | 1; readonly index: number } | undefined {
    if (!/^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(traceId)) return undefined;
    const value = unpermute(Number.parseInt(traceId.slice(11, 19), 16), this.#trace);
    return { kind: value % 2 === 0 ? 0 : 1, index: Math.floor(value / 2) };
  }

  /** 16 hex. `part` tells apart the segments of one record. */
  segmentId(index: number, part: number): string {
    return hex(permute(index, mix(this.#segment, part))) + hex(mix(mix(this.#segment, index), part));
  }

  /** 32 hex of a log stream's name. */
  environmentId(environment: number): string {
    const word = (part: number) => hex(mix(mix(this.#environment, part), environment));
    return hex(permute(environment, this.#environment)) + word(1) + word(2) + word(3);
  }
}

function uuid(key: number, index: number): string {
  const a = hex(permute(index, key));
  const b = hex(mix(mix(key, 1), index));
  const c = hex(mix(mix(key, 2), index));
  const d = hex(mix(mix(key, 3), index));
  const variant = "89ab"[mix(mix(key, 4), index) & 3] ?? "8";
  return `${a}-${b.slice(0, 4)}-4${b.slice(4, 7)}-${variant}${c.slice(0, 3)}-${c.slice(3, 8)}${d.slice(0, 7)}`;
}

function hexHead(text: string): number | undefined {
  const head = text.slice(0, 8);
  return /^[0-9a-f]{8}$/.test(head) ? Number.parseInt(head, 16) : undefined;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
