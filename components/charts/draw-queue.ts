/**
 * Drawing one chart takes some 10–20 ms; a page of twelve in one go would freeze it for a quarter of a second.
 * Charts wait for their turn: one a frame, first come first served.
 */
const waiting = new Set<() => void>();
let running = false;

export function requestTurn(draw: () => void): () => void {
  waiting.add(draw);
  if (!running) {
    running = true;
    requestAnimationFrame(next);
  }
  return () => {
    waiting.delete(draw);
  };
}

function next(): void {
  const [draw] = waiting;
  if (!draw) {
    running = false;
    return;
  }
  waiting.delete(draw);
  draw();
  requestAnimationFrame(next);
}
