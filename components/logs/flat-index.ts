/** A request whose lines are shown below it. */
export interface Opened {
  readonly key: string;
  /** Its place among the requests. */
  readonly place: number;
  /** How many rows stand below it. */
  readonly rows: number;
}

export type FlatItem =
  | { readonly kind: "request"; readonly place: number }
  | { readonly kind: "line"; readonly opened: Opened; readonly nth: number };

/**
 * Requests and the lines of opened ones as one list of rows:
 *
 *     requests 0 1 2, request 1 opened with two lines   →   0  1  ·  ·  2
 *
 * @param opened by place, ascending
 */
export function flatItem(index: number, opened: readonly Opened[]): FlatItem {
  let shift = 0;
  for (const one of opened) {
    const at = one.place + shift;
    if (index <= at) break;
    if (index <= at + one.rows) return { kind: "line", opened: one, nth: index - at - 1 };
    shift += one.rows;
  }
  return { kind: "request", place: index - shift };
}

/** The inverse, for requests. */
export function flatOfPlace(place: number, opened: readonly Opened[]): number {
  let index = place;
  for (const one of opened) if (one.place < place) index += one.rows;
  return index;
}

export function flatCount(requests: number, opened: readonly Opened[]): number {
  return opened.reduce((sum, one) => sum + one.rows, requests);
}
