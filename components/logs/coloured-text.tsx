"use client";

import { cn } from "@/components/ui/class-names";
import { textSegments } from "@/lib/base/display-text";
import { plainText } from "@/lib/base/plain-text";

interface ColouredTextProps {
  readonly text: string;
  /** Terminal colours are shown; else they are left out. Either way nothing in the text is obeyed. */
  readonly coloured: boolean;
}

/** Text of a log line, as text only. */
export function ColouredText({ text, coloured }: ColouredTextProps) {
  if (!coloured) return plainText(text);
  return textSegments(text).map((segment, index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
      key={index}
      className={cn(
        segment.bold && "font-bold",
        segment.dim && "opacity-70",
        segment.italic && "italic",
        segment.underline && "underline",
      )}
      style={{ color: colour(segment.color), backgroundColor: colour(segment.background) }}
    >
      {segment.text}
    </span>
  ));
}

function colour(rgb: string | null): string | undefined {
  return rgb !== null && /^\d{1,3}, ?\d{1,3}, ?\d{1,3}$/.test(rgb) ? `rgb(${rgb})` : undefined;
}
