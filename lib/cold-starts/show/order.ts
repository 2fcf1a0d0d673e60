export interface Order {
  readonly id: string;
  readonly descending: boolean;
}

/** `felt.desc` → order; anything else is none. */
export function orderOf(text: string): Order | null {
  const [, id, way] = /^(\w+)\.(asc|desc)$/.exec(text) ?? [];
  return id === undefined ? null : { id, descending: way === "desc" };
}

export function orderText({ id, descending }: Order): string {
  return `${id}.${descending ? "desc" : "asc"}`;
}

type Sortable = number | string | null;

/** In that order; what is not known comes last both ways, equals stay as they were. */
export function inOrder<T>(
  rows: readonly T[],
  keyOf: (row: T) => Sortable,
  descending: boolean,
): readonly T[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right));
  });
}
