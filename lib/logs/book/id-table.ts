import { UUID_LENGTH } from "@/lib/logs/scan/uuid";

const FEWEST_SLOTS = 1024;

/**
 * Request ids as small numbers, each id once. An id is looked up where it stands in a message, without cutting it out: a
 * `Map` of texts took a tenth of the engine's time.
 */
export class IdTable {
  private readonly names: string[] = [];
  /** Open addressing: number + 1 of an id, or 0. */
  private slots = new Int32Array(FEWEST_SLOTS);

  get size(): number {
    return this.names.length;
  }

  /** The number of the id that stands at [from, to), given at its first appearance. */
  numberAt(text: string, from: number, to: number): number {
    const slot = this.slotOf(text, from, to);
    const known = this.slots[slot] ?? 0;
    if (known > 0) return known - 1;
    const number = this.names.length;
    this.names.push(text.slice(from, to));
    this.slots[slot] = number + 1;
    if (this.names.length * 2 > this.slots.length) this.grow();
    return number;
  }

  /** -1 for an id that never appeared. */
  find(id: string): number {
    return (this.slots[this.slotOf(id, 0, id.length)] ?? 0) - 1;
  }

  nameOf(number: number): string {
    return this.names[number] ?? "";
  }

  /** The slot of an id, or the free one where it would stand. */
  private slotOf(text: string, from: number, to: number): number {
    const { slots, names } = this;
    const mask = slots.length - 1;
    let slot = hashOf(text, from, to) & mask;
    for (;;) {
      const entry = slots[slot] ?? 0;
      if (entry === 0) return slot;
      const name = names[entry - 1] ?? "";
      if (name.length === to - from && text.startsWith(name, from)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (const [number, name] of this.names.entries()) {
      let slot = hashOf(name, 0, name.length) & mask;
      while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
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
