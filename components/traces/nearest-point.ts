/** Side of a cell: a point within this distance is in the pointer's cell or beside it. */
const CELL_PX = 16;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Finds the point next to the pointer without looking at all 10,000. */
export class PointIndex<P extends Place> {
  readonly #cells = new Map<string, P[]>();

  constructor(points: readonly P[]) {
    for (const point of points) {
      const key = cellKey(Math.floor(point.x / CELL_PX), Math.floor(point.y / CELL_PX));
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [point]);
      else cell.push(point);
    }
  }

  /** Within 12 pixels; null when there is none. */
  nearest(x: number, y: number): P | null {
    let best: P | null = null;
    let bestDistance = 12;
    const column = Math.floor(x / CELL_PX);
    const row = Math.floor(y / CELL_PX);
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const point of this.#cells.get(cellKey(i, j)) ?? []) {
          const distance = Math.hypot(point.x - x, point.y - y);
          if (distance <= bestDistance) {
            best = point;
            bestDistance = distance;
          }
        }
      }
    }
    return best;
  }
}

function cellKey(column: number, row: number): string {
  return `${column} ${row}`;
}
