/** Request ids as small numbers, each id once. */
export class IdTable {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];

  get size(): number {
    return this.names.length;
  }

  /** The number of an id, given at its first appearance. */
  numberOf(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.names.length;
      this.numbers.set(id, number);
      this.names.push(id);
    }
    return number;
  }

  /** -1 for an id that never appeared. */
  find(id: string): number {
    return this.numbers.get(id) ?? -1;
  }

  nameOf(number: number): string {
    return this.names[number] ?? "";
  }
}
