import Anser from "anser";
import { ESCAPE, visibleText, withoutCommands } from "@/lib/base/plain-text";

/** A stretch of text of one look. Colours are `r, g, b`. */
export interface TextSegment {
  readonly text: string;
  readonly color: string | null;
  readonly background: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

/** A line as segments of equal look: colours kept as data, everything else of a terminal left out, the rest made visible. */
export function textSegments(text: string): TextSegment[] {
  if (!text.includes(ESCAPE)) return [plain(visibleText(text))];
  return Anser.ansiToJson(withoutCommands(text), { remove_empty: true, json: true }).map((part) => {
    const looks: readonly string[] = part.decorations ?? [];
    return {
      text: visibleText(part.content),
      color: part.fg || null,
      background: part.bg || null,
      bold: looks.includes("bold"),
      dim: looks.includes("dim"),
      italic: looks.includes("italic"),
      underline: looks.includes("underline"),
    };
  });
}

function plain(text: string): TextSegment {
  return { text, color: null, background: null, bold: false, dim: false, italic: false, underline: false };
}
