import { UUID_LENGTH } from "@/lib/logs/scan/uuid";

const FEWEST_SLOTS = 1024;

/**
 * Request ids as small numbers, each id once. An id is looked up where it stands in a message, without cutting it out: a
 * `Map` of texts took a tenth of the engine's time.
 */
export class IdTable {
  private readonly names: string[] = [];
  /**
   * Open addressing, in pairs: hash of an id, and its number + 1 or 0 for a free slot. With the hash beside it hardly
   * any look at a wrong slot goes to the text of an id, which is far away in memory.
   */
  private slots = new Int32Array(FEWEST_SLOTS * 2);

  get size(): number {
    return this.names.length;
  }

  /** The number of the id that stands at [from, to), given at its first appearance. */
  numberAt(text: string, from: number, to: number): number {
    const hash = hashOf(text, from, to);
    const slot = this.slotOf(hash, text, from, to);
    const known = this.slots[slot + 1] ?? 0;
    if (known > 0) return known - 1;
    const number = this.names.length;
    this.names.push(text.slice(from, to));
    this.slots[slot] = hash;
    this.slots[slot + 1] = number + 1;
    if (this.names.length * 4 > this.slots.length) this.grow();
    return number;
  }

  /** -1 for an id that never appeared. */
  find(id: string): number {
    const slot = this.slotOf(hashOf(id, 0, id.length), id, 0, id.length);
    return (this.slots[slot + 1] ?? 0) - 1;
  }

  nameOf(number: number): string {
    return this.names[number] ?? "";
  }

  /** Where the pair of an id begins, or the free one where it would stand. */
  private slotOf(hash: number, text: string, from: number, to: number): number {
    const { slots, names } = this;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const entry = slots[slot + 1] ?? 0;
      if (entry === 0) return slot;
      if (slots[slot] !== hash) continue;
      const name = names[entry - 1] ?? "";
      if (name.length === to - from && text.startsWith(name, from)) return slot;
    }
  }

  private grow(): void {
    const from = this.slots;
    const slots = new Int32Array(from.length * 4);
    const mask = slots.length - 2;
    for (let at = 0; at < from.length; at += 2) {
      const hash = from[at] ?? 0;
      const entry = from[at + 1] ?? 0;
      if (entry === 0) continue;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = entry;
    }
    this.slots = slots;
  }
}

/** Of a UUID, its ends: they are as different as the whole. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  const middle = to - from === UUID_LENGTH ? from + 8 : to;
  for (let i = from; i < middle; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  for (let i = Math.max(middle, to - 4); i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The low bits choose the slot: the high ones must reach them.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13);
}
