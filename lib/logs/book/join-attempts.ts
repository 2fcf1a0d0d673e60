import type { LineTable } from "@/lib/logs/book/line-table";
import type { PieceTable } from "@/lib/logs/book/piece-table";
import type { StreamLines } from "@/lib/logs/book/stream-lines";

/**
 * Makes attempts of the pieces of one request: each piece with a START (or, its START being cut off, with a REPORT) is
 * an attempt of its own, in order of time, since Lambda keeps the request id when it retries an asynchronous call. What
 * is left over joins the attempt that was running in the same log group; nobody's, it stays with the invocation in
 * whose stream it stands.
 */
export function joinAttempts(
  pieces: PieceTable,
  table: LineTable,
  streams: readonly StreamLines[],
  all: readonly number[],
): void {
  const firstLine = (piece: number): number =>
    streams[pieces.stream[piece] ?? 0]?.lines.get(pieces.firstAt[piece] ?? 0) ?? 0;
  const anchorLine = (piece: number): number => {
    const start = pieces.startLine[piece] ?? -1;
    if (start >= 0) return start;
    return (pieces.reportLine[piece] ?? -1) >= 0 ? (pieces.reportLine[piece] ?? 0) : firstLine(piece);
  };
  const groupOf = (piece: number): string => streams[pieces.stream[piece] ?? 0]?.group ?? "";
  const ordered = [...all].sort((a, b) => table.compare(anchorLine(a), anchorLine(b)));

  for (const group of new Set(ordered.map(groupOf))) {
    const here = ordered.filter((piece) => groupOf(piece) === group);
    const anchors = here.filter((piece) => (pieces.startLine[piece] ?? -1) >= 0);
    for (const piece of here) {
      if (anchors.includes(piece) || (pieces.reportLine[piece] ?? -1) < 0) continue;
      // A REPORT without START ends the attempt that has none, or is the rest of one that began before the window.
      const began = latestBefore(anchors, piece, table, anchorLine);
      const open = began >= 0 && (pieces.reportLine[began] ?? -1) < 0;
      if (!open) anchors.push(piece);
    }
    if (anchors.length === 0) {
      const own = here.find((piece) => (pieces.host[piece] ?? -1) < 0);
      if (own !== undefined) anchors.push(own);
    }
    anchors.sort((a, b) => table.compare(anchorLine(a), anchorLine(b)));
    for (const piece of here) {
      const attempt = anchors.indexOf(piece);
      if (attempt >= 0) {
        pieces.into[piece] = piece;
        pieces.attempt[piece] = attempt + 1;
        continue;
      }
      const began = latestBefore(anchors, piece, table, anchorLine);
      const host = pieces.host[piece] ?? -1;
      const whole = began >= 0 ? began : (anchors[0] ?? (host >= 0 ? host : piece));
      pieces.into[piece] = whole;
      pieces.attempt[piece] = 1;
    }
  }
}

function latestBefore(
  anchors: readonly number[],
  piece: number,
  table: LineTable,
  anchorLine: (piece: number) => number,
): number {
  let found = -1;
  for (const anchor of anchors) {
    if (table.compare(anchorLine(anchor), anchorLine(piece)) > 0) continue;
    if (found < 0 || table.compare(anchorLine(anchor), anchorLine(found)) > 0) found = anchor;
  }
  return found;
}
