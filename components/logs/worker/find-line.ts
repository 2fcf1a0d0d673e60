import type { LineId, LogBook } from "@/lib/logs/log-book";
import { contentId, partsOfTailed } from "@/lib/model/content-id";

/** The line of an event id; of an id that a tail gave, the line with the same content, however it was read now. */
export function findLine(book: LogBook, eventId: string): LineId | null {
  for (let line = 0; line < book.lineCount; line++) if (book.eventOf(line).id === eventId) return line;
  const tailed = partsOfTailed(eventId);
  if (tailed === null) return null;
  let before = tailed.before;
  for (const line of book
    .lines()
    .subarray(book.positionOf(tailed.timestampMs), book.positionOf(tailed.timestampMs + 1))) {
    if (contentId(book.eventOf(line)) === tailed.content && before-- === 0) return line;
  }
  return null;
}
