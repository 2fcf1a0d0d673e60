/** A point of the drawing; of a box its centre. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}
